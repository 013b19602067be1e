export interface Line {
	name: string;
	points: Array<{ x: number; y: number }>;
}

const WIDTH = 560;
const HEIGHT = 300;
const MARGIN = { left: 56, right: 16, top: 36, bottom: 56 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];
/** Colors that color-blind people can tell apart, on light and dark backgrounds. */
const COLORS = ['#0077bb', '#ee7733', '#009988'];
const GREY = '#888888';

/** Draws lines as an SVG. Both axes start at zero, so even growth is a straight line. */
export function chartOf(title: string, lines: Line[]): string {
	const points = lines.flatMap((line) => line.points);
	const maxX = roundedUp(Math.max(...points.map(({ x }) => x)));
	const maxY = roundedUp(Math.max(...points.map(({ y }) => y)));
	const { left, right, top, bottom } = MARGIN;
	const atX = (x: number) => rounded(left + (x / maxX) * (WIDTH - left - right));
	const atY = (y: number) => rounded(HEIGHT - bottom - (y / maxY) * (HEIGHT - top - bottom));
	const text = (x: number, y: number, anchor: string, content: string, color = GREY) =>
		`<text x="${x}" y="${y}" text-anchor="${anchor}" font-family="sans-serif" font-size="11" fill="${color}">${content}</text>`;
	const grid = TICKS.flatMap((tick) => [
		`<path d="M${left} ${atY(maxY * tick)}H${WIDTH - right}" stroke="${GREY}" stroke-opacity="0.3"/>`,
		text(left - 6, atY(maxY * tick) + 4, 'end', short(maxY * tick)),
		text(atX(maxX * tick), HEIGHT - bottom + 16, 'middle', short(maxX * tick)),
	]);
	const drawn = lines.flatMap(({ name, points: its }, index) => [
		`<path d="M${its.map(({ x, y }) => `${atX(x)} ${atY(y)}`).join('L')}" fill="none" stroke="${COLORS[index]}" stroke-width="2"/>`,
		...its.map(
			({ x, y }) => `<circle cx="${atX(x)}" cy="${atY(y)}" r="3" fill="${COLORS[index]}"/>`,
		),
		text(left + 170 * index, HEIGHT - 12, 'start', `● ${name}`, COLORS[index]),
	]);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">`,
		text(left, 20, 'start', title),
		...grid,
		...drawn,
		'</svg>',
		'',
	].join('\n');
}

const rounded = (value: number) => Math.round(value * 10) / 10;

const short = (value: number) =>
	value.toLocaleString('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** Rounds up to 1, 2, 4, 5, 8, 10, 20, …, so that an axis ends with a round number. */
function roundedUp(value: number): number {
	if (value <= 0) return 1;
	const power = 10 ** Math.floor(Math.log10(value));
	return power * ([1, 2, 4, 5, 8, 10].find((factor) => value <= factor * power * (1 + 1e-9)) ?? 10);
}
