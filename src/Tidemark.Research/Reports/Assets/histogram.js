'use strict';
// How often returns of each size came; bars left of zero are losses.
(() => {
  const { data, node, percent } = sheet;
  const host = document.getElementById('histogram');
  if (!host) return;
  if (!data.histogram) {
    host.style.height = 'auto';
    host.textContent = 'There are too few returns for a shape.';
    return;
  }
  const { low, width: step, counts } = data.histogram;
  const margin = { left: 6, right: 6, top: 10, bottom: 22 };
  const tip = sheet.tip(host);
  const canvas = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', 'Distribution of returns');
  host.appendChild(canvas);
  const most = Math.max(...counts), total = counts.reduce((a, b) => a + b, 0);

  function draw() {
    const width = host.clientWidth, height = host.clientHeight;
    if (width < 50) return;
    canvas.replaceChildren();
    canvas.setAttribute('viewBox', `0 0 ${width} ${height}`);
    const slot = (width - margin.left - margin.right) / counts.length, floor = height - margin.bottom;
    const x = value => margin.left + (value - low) / step * slot;
    counts.forEach((count, i) => {
      const tall = count / most * (floor - margin.top);
      node(canvas, 'rect', { x: margin.left + i * slot + 0.75, y: floor - tall, width: Math.max(slot - 1.5, 1), height: tall, rx: 1, fill: low + (i + 0.5) * step < 0 ? 'var(--bad)' : 'var(--good)', opacity: 0.75 });
    });
    node(canvas, 'line', { x1: margin.left, x2: width - margin.right, y1: floor, y2: floor, stroke: 'var(--line)' });
    for (const value of sheet.valueTicks(low, low + step * counts.length, Math.max(Math.floor(width / 90), 2))) {
      const isInside = x(value) > 18 && x(value) < width - 18;
      if (isInside) node(canvas, 'text', { x: x(value), y: floor + 16, 'text-anchor': 'middle' }, percent(value, 1));
    }
    for (const [value, text] of [[data.valueAtRisk, 'VaR 5 %']]) {
      if (value === null || value < low) continue;
      node(canvas, 'line', { x1: x(value), x2: x(value), y1: margin.top, y2: floor, stroke: 'var(--ink)', 'stroke-dasharray': '4 3' });
      node(canvas, 'text', { x: x(value) - 5, y: margin.top + 10, 'text-anchor': 'end' }, text);
    }
  }

  canvas.addEventListener('pointermove', event => {
    const bounds = canvas.getBoundingClientRect();
    const slot = (bounds.width - margin.left - margin.right) / counts.length;
    const index = Math.min(Math.max(Math.floor((event.clientX - bounds.left - margin.left) / slot), 0), counts.length - 1);
    const from = low + index * step, isFirst = index === 0, isLast = index === counts.length - 1;
    const range = isFirst ? `below ${percent(from + step, 2)}` : isLast ? `above ${percent(from, 2)}` : `${percent(from, 2)} to ${percent(from + step, 2)}`;
    tip.show(event.clientX - bounds.left, event.clientY - bounds.top, [{ text: range, strong: true }, { text: `${counts[index]} periods, ${sheet.fixed(counts[index] / total * 100, 1)} % of those that moved` }]);
  });
  canvas.addEventListener('pointerleave', () => tip.hide());
  sheet.keepDrawn(host, draw);
})();
