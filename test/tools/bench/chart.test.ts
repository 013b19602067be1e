import { chartOf } from '../../../tools/bench/chart';

const panel = (...ys: number[]) => ({
	title: 'Seconds',
	lines: [{ name: 'Rows', points: ys.map((y, index) => ({ x: 1000 * (index + 1), y })) }],
});

const pointsOf = (svg: string) =>
	[...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
		Number(x),
		Number(y),
	]);

describe('a chart', () => {
	it('draws even growth as a straight line from zero', () => {
		const points = pointsOf(chartOf('Growth', [panel(1, 2, 3)]));
		expect(points).toHaveLength(3);
		const [[x1, y1], [x2, y2], [x3, y3]] = points;
		expect(x2 - x1).toBeCloseTo(x3 - x2, 0);
		expect(y1 - y2).toBeCloseTo(y2 - y3, 0);
		expect(y1).toBeGreaterThan(y3);
	});

	it('draws faster growth as a curve', () => {
		const [[, y1], [, y2], [, y3]] = pointsOf(chartOf('Growth', [panel(1, 4, 9)]));
		expect(y1 - y2).toBeLessThan(y2 - y3 - 1);
	});

	it('draws the panels next to each other inside the picture', () => {
		const svg = chartOf('Growth', [panel(1), panel(700)]);
		const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
		expect(svg.match(/<g /g)).toHaveLength(2);
		for (const [x, y] of pointsOf(svg)) {
			expect(x).toBeLessThan(Number(width) / 2);
			expect(y).toBeGreaterThan(0);
			expect(y).toBeLessThan(Number(height));
		}
	});

	it('describes its content', () => {
		expect(chartOf('Growth of it', [panel(1)])).toContain('aria-label="Growth of it"');
	});
});
