'use strict';
// What moves the candles: pointer, wheel, two fingers, strip, buttons, periods, a date.
(() => {
  if (!candles) return;
  const { data, price, timeText } = sheet;
  const { host, strip, canvas, view, source, go, zoom, move, all } = candles;
  const tip = sheet.tip(host);

  function hover(event) {
    const found = candles.at(event.clientX);
    if (!found) return;
    const { candle, x, cross, bounds } = found;
    for (const end of ['x1', 'x2']) cross.setAttribute(end, x);
    cross.setAttribute('visibility', 'visible');
    const lines = [
      { text: candle.time === candle.last ? timeText(candle.time) : `${timeText(candle.time)} – ${timeText(candle.last)}`, strong: true },
      { text: `open ${price(candle.open)}  high ${price(candle.high)}` },
      { text: `low ${price(candle.low)}  close ${price(candle.close)}` },
    ];
    if (candle.buys) lines.push({ color: 'var(--own)', text: `${candle.buys === 1 ? 'buy' : `${candle.buys} buys, mean`} ${price(candle.buyPrice)}` });
    if (candle.sells) lines.push({ color: 'var(--alarm)', text: `${candle.sells === 1 ? 'sell' : `${candle.sells} sells, mean`} ${price(candle.sellPrice)}` });
    tip.show(event.clientX - bounds.left, event.clientY - bounds.top, lines);
  }

  function leave() {
    tip.hide();
    candles.hideCross();
  }

  // One pointer moves what is shown; two change how much is shown.
  const pointers = new Map();
  let start = null;
  const shareOf = clientX => (clientX - canvas.getBoundingClientRect().left - candles.left) / candles.plotWidth();
  const restart = () => { start = { pointers: new Map(pointers), from: view.from, to: view.to }; };

  canvas.addEventListener('pointerdown', event => {
    pointers.set(event.pointerId, event.clientX);
    canvas.setPointerCapture(event.pointerId);
    restart();
  });
  canvas.addEventListener('pointermove', event => {
    if (!pointers.has(event.pointerId)) return hover(event);
    pointers.set(event.pointerId, event.clientX);
    leave();
    const length = start.to - start.from;
    const [first, second] = [...start.pointers.keys()];
    if (second === undefined) {
      const by = -(event.clientX - start.pointers.get(first)) / candles.plotWidth() * length;
      return go(start.from + by, start.to + by);
    }
    const apart = Math.abs(start.pointers.get(first) - start.pointers.get(second)), now = Math.max(Math.abs(pointers.get(first) - pointers.get(second)), 10);
    const fixed = start.from + shareOf((start.pointers.get(first) + start.pointers.get(second)) / 2) * length;
    const factor = Math.max(apart, 10) / now;
    go(fixed - (fixed - start.from) * factor, fixed + (start.to - fixed) * factor);
  });
  for (const name of ['pointerup', 'pointercancel']) canvas.addEventListener(name, event => { pointers.delete(event.pointerId); restart(); });
  canvas.addEventListener('pointerleave', leave);
  canvas.addEventListener('wheel', event => {
    if (!event.ctrlKey && !event.shiftKey) return;
    event.preventDefault();
    zoom((event.deltaY || event.deltaX) > 0 ? 1.25 : 0.8, Math.min(Math.max(shareOf(event.clientX), 0), 1));
  }, { passive: false });
  canvas.style.cursor = 'grab';

  // A press in the strip goes there; held, it moves along.
  strip.addEventListener('pointerdown', event => {
    const count = source().t.length, perPixel = count / strip.clientWidth;
    const place = (event.clientX - strip.getBoundingClientRect().left) * perPixel;
    const isInside = place >= view.from && place <= view.to && view.to - view.from < count;
    if (!isInside) {
      const half = Math.min((view.to - view.from) / 2, count / 20);
      go(place - half, place + half);
    }
    const [x, from, to] = [event.clientX, view.from, view.to];
    strip.setPointerCapture(event.pointerId);
    const moving = next => go(from + (next.clientX - x) * perPixel, to + (next.clientX - x) * perPixel);
    strip.addEventListener('pointermove', moving);
    for (const name of ['pointerup', 'pointercancel']) strip.addEventListener(name, () => strip.removeEventListener('pointermove', moving), { once: true });
  });

  const tools = document.getElementById('candle-tools');

  function button(text, label, action) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.setAttribute('aria-label', label);
    made.title = label;
    made.addEventListener('click', action);
    tools.appendChild(made);
  }

  let picker = null;
  if (data.instruments.length > 1) {
    picker = document.createElement('select');
    picker.setAttribute('aria-label', 'Instrument');
    data.instruments.forEach((one, i) => { if (one.count) picker.add(new Option(one.name, String(i))); });
    picker.value = String(view.instrument);
    picker.addEventListener('change', () => candles.choose(Number(picker.value)));
    tools.appendChild(picker);
  }
  const day = 86400, whole = source();
  const length = whole.t[whole.t.length - 1] - whole.t[0], least = length / Math.max(whole.t.length - 1, 1) * 12;
  button('all', 'Show everything', all);
  for (const [text, label, seconds] of [['1d', 'One day', day], ['1w', 'One week', 7 * day], ['1m', 'One month', 30 * day], ['3m', 'Three months', 91 * day], ['1y', 'One year', 365 * day]])
    if (seconds < length && seconds >= least) button(text, label, () => candles.last(seconds));
  for (const [text, label, action] of [['−', 'Farther', () => zoom(2)], ['+', 'Closer', () => zoom(0.5)], ['◀', 'Earlier', () => move(-0.5)], ['▶', 'Later', () => move(0.5)]]) button(text, label, action);

  const date = document.createElement('input');
  date.type = 'date';
  date.setAttribute('aria-label', 'Go to a day');
  date.title = 'Go to a day';
  [date.min, date.max] = [whole.t[0], whole.t[whole.t.length - 1]].map(time => new Date(time * 1000).toISOString().slice(0, 10));
  date.addEventListener('change', () => { if (date.value) candles.goTo(Date.parse(`${date.value}T12:00:00Z`) / 1000); });
  tools.appendChild(date);

  // A trade chosen elsewhere may be of another instrument.
  candles.onShow = () => { if (picker) picker.value = String(view.instrument); };
})();
