export interface Line {
	name: string;
	points: Array<{ x: number; y: number }>;
}

export interface Panel {
	title: string;
	lines: Line[];
}

const PANEL = { width: 380, height: 260, left: 56, right: 16, top: 36, bottom: 36 };
const TICKS = 4;
/** Colors that color-blind people can tell apart, on light and dark backgrounds. */
const COLOURS = ['#0077bb', '#ee7733', '#009988'];
const GREY = '#888888';
const STYLE = `font-family="sans-serif" font-size="11" fill="${GREY}"`;

/** Draws panels of lines next to each other as an SVG. Both axes start at zero, so even growth is a straight line. */
export function chartOf(label: string, panels: Panel[]): string {
	const width = PANEL.width * panels.length;
	const legend = (panels[0]?.lines ?? []).map(
		({ name }, index) =>
			`<text x="${PANEL.left + 150 * index}" y="${PANEL.height + 14}" ${STYLE.replace(GREY, COLOURS[index])}>● ${name}</text>`,
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${PANEL.height + 24}" role="img" aria-label="${label}">`,
		...panels.flatMap((panel, index) => [
			`<g transform="translate(${PANEL.width * index} 0)">`,
			...drawn(panel),
			'</g>',
		]),
		...legend,
		'</svg>',
		'',
	].join('\n');
}

function drawn({ title, lines }: Panel): string[] {
	const points = lines.flatMap((line) => line.points);
	const mostX = roundedUp(Math.max(...points.map(({ x }) => x)));
	const mostY = roundedUp(Math.max(...points.map(({ y }) => y)));
	const { width, height, left, right, top, bottom } = PANEL;
	const atX = (x: number) => position(left + (x / mostX) * (width - left - right));
	const atY = (y: number) => position(height - bottom - (y / mostY) * (height - top - bottom));
	const ticks = Array.from({ length: TICKS + 1 }, (_, index) => index / TICKS);
	return [
		`<text x="${left}" y="20" ${STYLE}>${title}</text>`,
		...ticks.map((tick) => {
			const y = atY(mostY * tick);
			return `<path d="M${left} ${y}H${width - right}" stroke="${GREY}" stroke-opacity="0.3"/><text x="${left - 6}" y="${y + 4}" text-anchor="end" ${STYLE}>${short(mostY * tick)}</text>`;
		}),
		...ticks.map(
			(tick) =>
				`<text x="${atX(mostX * tick)}" y="${height - bottom + 16}" text-anchor="middle" ${STYLE}>${short(mostX * tick)}</text>`,
		),
		...lines.flatMap((line, index) => {
			const corners = line.points.map(({ x, y }) => `${atX(x)} ${atY(y)}`);
			return [
				`<path d="M${corners.join('L')}" fill="none" stroke="${COLOURS[index]}" stroke-width="2"/>`,
				...line.points.map(
					({ x, y }) =>
						`<circle cx="${atX(x)}" cy="${atY(y)}" r="3" fill="${COLOURS[index]}"><title>${line.name}: ${short(x)}, ${short(y)}</title></circle>`,
				),
			];
		}),
	];
}

const position = (value: number) => Math.round(value * 10) / 10;

const short = (value: number) =>
	value.toLocaleString('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** Rounds up to 1, 2, 4, 5, 8, 10, 20, …, so that an axis ends with a round number. */
function roundedUp(value: number): number {
	if (value <= 0) return 1;
	const power = 10 ** Math.floor(Math.log10(value));
	return power * ([1, 2, 4, 5, 8, 10].find((factor) => value <= factor * power * (1 + 1e-9)) ?? 10);
}
