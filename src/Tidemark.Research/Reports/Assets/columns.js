'use strict';
// Bars for a few named amounts: months, weekdays, hours. Gains go up, losses down.
const columns = (() => {
  const { node, valueTicks } = sheet;
  const margin = { left: 6, right: 66, top: 10, bottom: 22 };

  // options: label, items (name, value), tick(value), lines(item) for the tip, color(item), empty.
  function chart(id, options) {
    const host = document.getElementById(id);
    if (!host) return;
    const items = options.items.filter(one => one.value !== null);
    if (!items.some(one => one.value !== 0)) {
      host.style.height = 'auto';
      host.textContent = options.empty;
      host.className += ' hint';
      return;
    }
    const tip = sheet.tip(host);
    const canvas = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', options.label);
    host.appendChild(canvas);
    const slotOf = width => (width - margin.left - margin.right) / items.length;

    function draw() {
      const width = host.clientWidth, height = host.clientHeight;
      if (width < 50) return;
      canvas.replaceChildren();
      canvas.setAttribute('viewBox', `0 0 ${width} ${height}`);
      const low = Math.min(0, ...items.map(one => one.value)), high = Math.max(0, ...items.map(one => one.value));
      const right = width - margin.right, floor = height - margin.bottom, slot = slotOf(width);
      const y = value => floor - (value - low) / (high - low) * (floor - margin.top);
      for (const value of valueTicks(low, high, 4)) {
        node(canvas, 'line', { x1: margin.left, x2: right, y1: y(value), y2: y(value), stroke: value === 0 ? 'var(--muted)' : 'var(--grid)' });
        node(canvas, 'text', { x: right + 8, y: y(value) + 4 }, options.tick(value));
      }
      const widest = Math.max(...items.map(one => one.name.length)) * 6.6 + 8;
      const every = Math.max(Math.ceil(widest / slot), 1);
      items.forEach((item, i) => {
        const x = margin.left + i * slot, gap = Math.min(slot * 0.18, 4);
        const top = Math.min(y(item.value), y(0)), tall = Math.max(Math.abs(y(item.value) - y(0)), item.value === 0 ? 0 : 1);
        node(canvas, 'rect', { x: x + gap, y: top, width: Math.max(slot - 2 * gap, 1), height: tall, rx: Math.min(2, slot / 6), fill: options.color(item), opacity: 0.8 });
        if (i % every === 0) node(canvas, 'text', { x: x + slot / 2, y: floor + 16, 'text-anchor': 'middle' }, item.name);
      });
    }

    canvas.addEventListener('pointermove', event => {
      const bounds = canvas.getBoundingClientRect();
      const index = Math.min(Math.max(Math.floor((event.clientX - bounds.left - margin.left) / slotOf(bounds.width)), 0), items.length - 1);
      tip.show(event.clientX - bounds.left, event.clientY - bounds.top, options.lines(items[index]));
    });
    canvas.addEventListener('pointerleave', () => tip.hide());
    sheet.keepDrawn(host, draw);
  }

  return { chart };
})();
