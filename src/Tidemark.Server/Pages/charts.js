const axisWidth = 64;
const axisHeight = 22;
const axisFont = '11px system-ui, sans-serif';
const minute = 60_000;
const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 2880, 7 * 1440, 14 * 1440, 30 * 1440, 91 * 1440, 365 * 1440].map(m => m * minute);

/** Round steps that cover a range: 1, 2 or 5 times a power of ten. */
function ticksBetween(low, high, count) {
  const rough = (high - low) / Math.max(count, 1);
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(m => m * power).find(s => s >= rough);
  const ticks = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(tick);
  return ticks;
}

/** A canvas that keeps its size and sharpness, knows its colours, and tells which point the pointer is over. */
class Chart {
  constructor(canvas, readout) {
    this.canvas = canvas;
    this.readout = readout;
    this.hovered = null;
    new ResizeObserver(() => this.draw()).observe(canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
    canvas.addEventListener('pointermove', event => this.hover(event.offsetX));
    canvas.addEventListener('pointerdown', event => this.hover(event.offsetX));
    canvas.addEventListener('pointerleave', () => this.hover(null));
  }

  hover(x) {
    this.hovered = x;
    this.draw();
  }

  begin() {
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width || !height) return null;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    const pen = this.canvas.getContext('2d');
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.font = axisFont;
    pen.textBaseline = 'middle';
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue(`--${name}`).trim();
    this.colours = Object.fromEntries(['line', 'soft', 'text', 'up', 'down', 'accent', 'shade', 'card', 'warn-line'].map(name => [name, colour(name)]));
    const area = { left: 0, top: 8, right: width - axisWidth, bottom: height - axisHeight };
    return { pen, area };
  }

  /** Maps values to heights with a little air above and below. */
  scale(low, high, area) {
    if (!(high > low)) {
      const air = Math.abs(high) * 0.001 || 1;
      [low, high] = [low - air, high + air];
    }
    const air = (high - low) * 0.08;
    [low, high] = [low - air, high + air];
    const y = value => area.bottom - (value - low) / (high - low) * (area.bottom - area.top);
    return { low, high, y };
  }

  /** @param tagged values that get a tag of their own over the axis */
  valueAxis(pen, area, scale, text, tagged = []) {
    const taken = tagged.map(value => scale.y(value));
    pen.textAlign = 'left';
    for (const tick of ticksBetween(scale.low, scale.high, (area.bottom - area.top) / 34)) {
      const y = Math.round(scale.y(tick)) + 0.5;
      pen.strokeStyle = this.colours.line;
      pen.lineWidth = 1;
      this.line(pen, area.left, y, area.right, y);
      if (taken.some(other => Math.abs(other - y) < 14)) continue;
      pen.fillStyle = this.colours.soft;
      pen.fillText(text(tick), area.right + 6, y);
    }
  }

  timeLabel(pen, area, x, text) {
    pen.textAlign = 'center';
    pen.fillStyle = this.colours.soft;
    pen.fillText(text, x, area.bottom + axisHeight / 2 + 2);
  }

  line(pen, fromX, fromY, toX, toY, dash = []) {
    pen.setLineDash(dash);
    pen.beginPath();
    pen.moveTo(fromX, fromY);
    pen.lineTo(toX, toY);
    pen.stroke();
    pen.setLineDash([]);
  }

  /** A value written over the axis, on a ground of its own. */
  tag(pen, area, y, text, ground) {
    pen.fillStyle = ground;
    pen.fillRect(area.right + 2, y - 8, axisWidth - 2, 16);
    pen.fillStyle = this.colours.card;
    pen.textAlign = 'left';
    pen.fillText(text, area.right + 6, y + 0.5);
  }

  /** Drawn across, so that no picture of the chart can pass for a real market's. */
  watermark(pen, area, isSimulated) {
    if (!isSimulated) return;
    pen.save();
    pen.globalAlpha = 0.16;
    pen.fillStyle = this.colours['warn-line'];
    pen.font = `700 ${Math.max(18, Math.min(44, (area.right - area.left) / 11))}px system-ui, sans-serif`;
    pen.textAlign = 'center';
    pen.fillText('SIMULATED', (area.left + area.right) / 2, (area.top + area.bottom) / 2);
    pen.restore();
  }

  /** Lines of an indicator over bars, each output with a colour and a dash of its own; a gap where it has no value. */
  outputs(pen, outputs, x, scale) {
    outputs.forEach((output, number) => {
      pen.strokeStyle = this.colours[['accent', 'warn-line', 'soft'][number % 3]];
      pen.lineWidth = 1.5;
      pen.setLineDash(number < 3 ? [] : [4, 3]);
      pen.beginPath();
      let isDown = false;
      output.values.forEach((value, index) => {
        if (value !== null) pen[isDown ? 'lineTo' : 'moveTo'](x(index), scale.y(value));
        isDown = value !== null;
      });
      pen.stroke();
    });
    pen.setLineDash([]);
  }

  say(text) {
    const frame = this.begin();
    if (!frame) return;
    frame.pen.fillStyle = this.colours.soft;
    frame.pen.textAlign = 'center';
    frame.pen.fillText(text, frame.area.right / 2, frame.area.bottom / 2);
  }
}

/** Candles, volume left out, with a mark at every fill and a line at the entry of the position. */
class PriceChart extends Chart {
  /** @param indicator outputs of an indicator in units of price, a value for each bar */
  show(bars, fills, position, isSimulated, indicator = []) {
    Object.assign(this, { bars, fills, position, isSimulated, indicator });
    this.draw();
  }

  draw() {
    if (!this.bars?.length) return this.say('No bars yet');
    const frame = this.begin();
    if (!frame) return;
    const { pen, area } = frame;
    const count = Math.min(this.bars.length, Math.max(20, Math.floor((area.right - area.left) / 6)));
    const bars = this.bars.slice(-count);
    const width = (area.right - area.left) / count;
    const x = index => area.left + (index + 0.5) * width;
    const marks = this.marksOn(bars);
    const indicator = this.indicator.map(output => ({ ...output, values: output.values.slice(-count) }));
    const heights = [...bars.flatMap(b => [b.low, b.high]), ...marks.map(m => m.fill.price), ...indicator.flatMap(o => o.values.filter(v => v !== null))];
    const scale = this.scale(Math.min(...heights), Math.max(...heights), area);
    const last = bars[bars.length - 1];
    this.watermark(pen, area, this.isSimulated);
    this.valueAxis(pen, area, scale, value => price(value, scale.high), [last.close, this.position?.averagePrice ?? last.close]);
    this.timeAxis(pen, area, bars, x, width);
    this.candles(pen, bars, x, width, scale);
    this.outputs(pen, indicator, x, scale);
    this.entryLine(pen, area, scale);
    for (const mark of marks) this.mark(pen, x(mark.index), mark, bars[mark.index], scale);
    this.tag(pen, area, scale.y(last.close), price(last.close), last.close >= last.open ? this.colours.up : this.colours.down);
    this.tellAt(pen, area, bars, marks, x, width);
  }

  /** Which of the shown bars each fill happened in; the first fill of an order gets the triangle, the rest of it a dash each. */
  marksOn(bars) {
    const opens = bars.map(b => Date.parse(b.openTime));
    const length = opens.length > 1 ? opens[opens.length - 1] - opens[opens.length - 2] : minute;
    const marks = [];
    const firsts = new Map(this.fills.map(fill => [fill.orderId, fill]));
    for (const fill of this.fills) {
      const at = Date.parse(fill.time);
      if (at < opens[0] || at >= opens[opens.length - 1] + length) continue;
      let index = opens.length - 1;
      while (opens[index] > at) index--;
      marks.push({ index, fill, isFirst: firsts.get(fill.orderId) === fill });
    }
    return marks;
  }

  timeAxis(pen, area, bars, x, width) {
    const opens = bars.map(b => Date.parse(b.openTime));
    const perBar = opens.length > 1 ? (opens[opens.length - 1] - opens[0]) / (opens.length - 1) : minute;
    const step = timeSteps.find(s => s / perBar * width >= 64) ?? timeSteps[timeSteps.length - 1];
    let lastX = -100;
    opens.forEach((open, index) => {
      const isNew = index > 0 && Math.floor(open / step) !== Math.floor(opens[index - 1] / step);
      if (!isNew || x(index) - lastX < 56 || x(index) < 20 || x(index) > area.right - 20) return;
      lastX = x(index);
      this.timeLabel(pen, area, lastX, step >= 1440 * minute || open % (1440 * minute) === 0 ? dayOf(open) : clockOf(open));
    });
  }

  candles(pen, bars, x, width, scale) {
    const body = Math.max(1, Math.floor(width * 0.68));
    bars.forEach((bar, index) => {
      const colour = bar.close >= bar.open ? this.colours.up : this.colours.down;
      const middle = Math.round(x(index));
      const top = scale.y(Math.max(bar.open, bar.close));
      const height = Math.max(1, scale.y(Math.min(bar.open, bar.close)) - top);
      pen.strokeStyle = pen.fillStyle = colour;
      pen.lineWidth = 1;
      this.line(pen, middle + 0.5, scale.y(bar.high), middle + 0.5, scale.y(bar.low));
      // Rising candles are hollow, so that they differ without colour.
      if (bar.close >= bar.open && body > 3) {
        pen.fillStyle = this.colours.card;
        pen.fillRect(Math.round(middle - body / 2), Math.round(top), body, Math.max(1, Math.round(height)));
        pen.strokeRect(Math.round(middle - body / 2) + 0.5, Math.round(top) + 0.5, body - 1, Math.max(1, Math.round(height) - 1));
      } else {
        pen.fillRect(Math.round(middle - body / 2), top, body, height);
      }
    });
  }

  entryLine(pen, area, scale) {
    const entry = this.position?.averagePrice;
    if (!entry || entry < scale.low || entry > scale.high) return;
    const y = Math.round(scale.y(entry)) + 0.5;
    pen.strokeStyle = this.colours.accent;
    this.line(pen, area.left, y, area.right, y, [5, 4]);
    this.tag(pen, area, y, price(entry), this.colours.accent);
  }

  /** A triangle below the bar for a buy, above it for a sell, and a dash at the price. */
  mark(pen, x, { fill, isFirst }, bar, scale) {
    const isBuy = fill.side === 'buy';
    pen.fillStyle = isBuy ? this.colours.up : this.colours.down;
    pen.strokeStyle = this.colours.text;
    pen.lineWidth = 1.5;
    this.line(pen, x - 5, scale.y(fill.price), x + 5, scale.y(fill.price));
    if (!isFirst) return;
    const tip = isBuy ? scale.y(bar.low) + 4 : scale.y(bar.high) - 4;
    const base = isBuy ? tip + 10 : tip - 10;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(x, tip);
    pen.lineTo(x - 6, base);
    pen.lineTo(x + 6, base);
    pen.closePath();
    pen.fill();
    pen.stroke();
  }

  tellAt(pen, area, bars, marks, x, width) {
    const isOver = this.hovered !== null && this.hovered >= area.left && this.hovered < area.right;
    const index = isOver ? Math.min(bars.length - 1, Math.max(0, Math.floor((this.hovered - area.left) / width))) : bars.length - 1;
    if (isOver) {
      pen.strokeStyle = this.colours.soft;
      pen.lineWidth = 1;
      this.line(pen, Math.round(x(index)) + 0.5, area.top, Math.round(x(index)) + 0.5, area.bottom, [2, 3]);
    }
    const bar = bars[index];
    const fills = marks.filter(m => m.index === index).map(m => ` · ${m.fill.side} ${quantity(m.fill.quantity)} at ${price(m.fill.price)}`);
    this.readout.textContent = `${time(bar.openTime)}  O ${price(bar.open)}  H ${price(bar.high)}  L ${price(bar.low)}  C ${price(bar.close)}${fills.join('')}`;
    this.canvas.setAttribute('aria-label', `Candles from ${time(bars[0].openTime)} to ${time(bars[bars.length - 1].openTime)}, last close ${price(bars[bars.length - 1].close)}, ${plural(marks.length, 'fill')} marked; the tables below have the figures`);
  }
}

/** An indicator that is not in units of price, below the candles and on their axis of time. */
class IndicatorChart extends Chart {
  show(outputs, bars) {
    Object.assign(this, { all: outputs, bars });
    this.canvas.classList.toggle('hidden', !outputs.length);
    this.draw();
  }

  draw() {
    if (!this.all?.length || !this.bars?.length) return;
    const frame = this.begin();
    if (!frame) return;
    const { pen, area } = frame;
    const count = Math.min(this.bars.length, Math.max(20, Math.floor((area.right - area.left) / 6)));
    const outputs = this.all.map(output => ({ ...output, values: output.values.slice(-count) }));
    const width = (area.right - area.left) / count;
    const heights = outputs.flatMap(o => o.values.filter(v => v !== null));
    if (!heights.length) return this.say('Not defined on these bars yet');
    const scale = this.scale(Math.min(...heights), Math.max(...heights), area);
    this.valueAxis(pen, area, scale, value => fixed(value, scale.high - scale.low > 20 ? 0 : scale.high - scale.low > 0.2 ? 2 : 6));
    this.outputs(pen, outputs, index => area.left + (index + 0.5) * width, scale);
    this.canvas.setAttribute('aria-label', `${outputs.map(o => o.name).join(', ')} below the candles, last ${outputs.map(o => o.values[o.values.length - 1] ?? 'undefined').join(', ')}`);
  }
}

/** Equity over time against what the session began with. */
class EquityChart extends Chart {
  show(points, initial, currency, isSimulated) {
    Object.assign(this, { points: points.filter(p => p.equity !== null), initial, currency, isSimulated });
    this.draw();
  }

  draw() {
    if (!this.points?.length) return this.say('No equity yet');
    const frame = this.begin();
    if (!frame) return;
    const { pen, area } = frame;
    const times = this.points.map(p => Date.parse(p.time));
    const [first, last] = [times[0], times[times.length - 1]];
    const x = at => last > first ? area.left + (at - first) / (last - first) * (area.right - area.left) : area.right;
    const values = this.points.map(p => p.equity).concat(this.initial ?? []);
    const scale = this.scale(values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b)), area);
    this.watermark(pen, area, this.isSimulated);
    this.valueAxis(pen, area, scale, value => fixed(value, scale.high - scale.low > 20 ? 0 : 2), [this.points[this.points.length - 1].equity]);
    this.timeAxis(pen, area, first, last, x);
    this.curve(pen, area, times, x, scale);
    this.tellAt(pen, area, times, x, scale);
  }

  timeAxis(pen, area, first, last, x) {
    const step = timeSteps.find(s => s / Math.max(last - first, 1) * (area.right - area.left) >= 72) ?? timeSteps[timeSteps.length - 1];
    for (let at = Math.ceil(first / step) * step; at <= last; at += step) {
      if (x(at) > 20 && x(at) < area.right - 20) this.timeLabel(pen, area, x(at), step >= 1440 * minute || at % (1440 * minute) === 0 ? dayOf(at) : clockOf(at));
    }
  }

  curve(pen, area, times, x, scale) {
    const ends = this.points[this.points.length - 1].equity;
    const colour = ends >= (this.initial ?? ends) ? this.colours.up : this.colours.down;
    const base = scale.y(Math.min(Math.max(this.initial ?? scale.low, scale.low), scale.high));
    pen.beginPath();
    times.forEach((at, i) => pen.lineTo(x(at), scale.y(this.points[i].equity)));
    pen.strokeStyle = colour;
    pen.lineWidth = 1.8;
    pen.lineJoin = 'round';
    pen.stroke();
    pen.lineTo(x(times[times.length - 1]), base);
    pen.lineTo(x(times[0]), base);
    pen.globalAlpha = 0.12;
    pen.fillStyle = colour;
    pen.fill();
    pen.globalAlpha = 1;
    pen.strokeStyle = this.colours.soft;
    pen.lineWidth = 1;
    this.line(pen, area.left, Math.round(base) + 0.5, area.right, Math.round(base) + 0.5, [4, 4]);
    this.tag(pen, area, scale.y(ends), fixed(ends, 0), colour);
  }

  tellAt(pen, area, times, x, scale) {
    const isOver = this.hovered !== null && this.hovered >= area.left && this.hovered <= area.right;
    let index = times.length - 1;
    if (isOver) while (index > 0 && x(times[index]) > this.hovered) index--;
    const point = this.points[index];
    if (isOver) {
      pen.strokeStyle = this.colours.soft;
      this.line(pen, x(times[index]), area.top, x(times[index]), area.bottom, [2, 3]);
      pen.fillStyle = this.colours.text;
      pen.beginPath();
      pen.arc(x(times[index]), scale.y(point.equity), 3, 0, 7);
      pen.fill();
    }
    const change = this.initial ? `  ${percent(point.equity / this.initial - 1)}` : '';
    this.readout.textContent = `${time(point.time)}  ${amount(point.equity)} ${this.currency}${change}`;
    this.canvas.setAttribute('aria-label', `Equity from ${time(this.points[0].time)} to ${time(this.points[this.points.length - 1].time)}, now ${amount(this.points[this.points.length - 1].equity)} ${this.currency}`);
  }
}
