'use strict';
// What all charts share: the data, SVG elements, number and time texts, axes, the tip beside the pointer.
const sheet = (() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const namespace = 'http://www.w3.org/2000/svg';

  function node(parent, name, attributes = {}, text = null) {
    const element = document.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== null) element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  // What rounds to nothing has no sign.
  const unsigned = (value, digits) => Math.abs(value) * Math.pow(10, digits) < 0.5 ? 0 : value;
  const fixed = (value, digits) => unsigned(value, digits).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const signed = (value, digits) => (unsigned(value, digits) > 0 ? '+' : '') + fixed(value, digits);
  const percent = (value, digits = 1) => signed(value * 100, digits) + ' %';

  // As many digits as the size of a price asks for.
  function price(value) {
    const size = Math.abs(value);
    return fixed(value, size >= 10000 ? 0 : size >= 100 ? 2 : size >= 1 ? 4 : size >= 0.01 ? 6 : 8);
  }

  function amount(value) {
    const size = Math.abs(value);
    if (size >= 1e9) return fixed(value / 1e9, 1) + ' bn';
    if (size >= 1e6) return fixed(value / 1e6, size >= 1e7 ? 1 : 2) + ' m';
    return fixed(value, size >= 1000 || size === 0 ? 0 : size >= 1 ? 2 : 4);
  }

  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const pad = value => String(value).padStart(2, '0');

  function timeText(seconds) {
    const date = new Date(seconds * 1000);
    const day = `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
    return seconds % 86400 === 0 ? day : `${day} ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
  }

  // Round moments between two times, about so many; each with the text that tells it from its neighbours.
  function timeTicks(from, to, count) {
    const wanted = (to - from) / Math.max(count, 1);
    const step = [60, 300, 900, 1800, 3600, 10800, 21600, 43200, 86400, 172800, 604800].find(length => length >= wanted);
    if (step !== undefined) {
      const ticks = [];
      for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
        const date = new Date(time * 1000);
        const isDay = time % 86400 === 0;
        ticks.push({ time, text: isDay ? `${date.getUTCDate()} ${months[date.getUTCMonth()]}` : `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}` });
      }
      return ticks;
    }
    const length = [1, 2, 3, 6, 12, 24, 60, 120].find(size => size * 2629746 >= wanted) ?? 240;
    const first = new Date(from * 1000);
    const ticks = [];
    for (let index = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / length) * length; ; index += length) {
      const time = Date.UTC(Math.floor(index / 12), index % 12, 1) / 1000;
      if (time > to) return ticks;
      const year = String(Math.floor(index / 12));
      if (time >= from) ticks.push({ time, text: index % 12 === 0 ? year : length === 1 || length === 2 ? months[index % 12] : `${months[index % 12]} ${year.slice(2)}` });
    }
  }

  function valueTicks(low, high, count) {
    const raw = (high - low) / Math.max(count, 1);
    const power = Math.pow(10, Math.floor(Math.log10(raw)));
    const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(size => size >= raw * 0.999);
    const ticks = [];
    for (let index = Math.ceil(low / step - 1e-9); index * step <= high + step * 1e-9; index++) ticks.push(index * step);
    return ticks;
  }

  function logTicks(low, high, count) {
    if (high / low < 4) return valueTicks(low, high, count).filter(value => value > 0);
    const ticks = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++)
      for (const factor of [1, 2, 5]) ticks.push(factor * Math.pow(10, power));
    return ticks.filter(value => value >= low && value <= high);
  }

  // The index of the last time at or before a moment; -1 before the first.
  function indexAt(times, moment) {
    let low = 0, high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle] <= moment) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  // The tip is made of text nodes, so nothing in the data can become markup.
  function tip(host) {
    const box = document.createElement('div');
    box.className = 'tip';
    host.appendChild(box);
    return {
      hide: () => { box.style.visibility = 'hidden'; },
      show(x, y, lines) {
        box.replaceChildren(...lines.map(line => {
          const row = document.createElement('div');
          if (line.color) {
            const mark = document.createElement('i');
            mark.style.background = line.color;
            row.appendChild(mark);
          }
          const text = document.createElement(line.strong ? 'b' : 'span');
          text.textContent = line.text;
          row.appendChild(text);
          return row;
        }));
        const room = host.clientWidth - box.offsetWidth - 4;
        box.style.left = Math.max(0, Math.min(x + 14 > room ? x - box.offsetWidth - 14 : x + 14, room)) + 'px';
        box.style.top = Math.max(0, Math.min(y - 20, host.clientHeight - box.offsetHeight)) + 'px';
        box.style.visibility = 'visible';
      },
    };
  }

  // Draws now, when the width changes and when the page calls redraw (another theme, another scale).
  const drawings = [];
  function keepDrawn(host, draw) {
    drawings.push(draw);
    new ResizeObserver(draw).observe(host);
  }

  return { data, node, fixed, signed, percent, price, amount, timeText, timeTicks, valueTicks, logTicks, indexAt, tip, keepDrawn, redraw: () => drawings.forEach(draw => draw()) };
})();
