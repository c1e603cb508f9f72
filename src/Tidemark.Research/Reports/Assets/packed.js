'use strict';
// Reads candles and fills that the report holds as small numbers in base64: seven bits a byte, the highest bit says that more follow.
const packed = (() => {
  function reader(text) {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    let at = 0;
    // Products instead of shifts: a number may need more than 32 bits.
    function next() {
      let value = 0, factor = 1, byte;
      do {
        byte = bytes[at++];
        value += (byte % 128) * factor;
        factor *= 128;
      } while (byte >= 128);
      return value;
    }
    const unsign = value => value % 2 ? -(value + 1) / 2 : value / 2;
    return { next, signed: () => unsign(next()), unsign };
  }

  function read(one) {
    const { count, step } = one;
    const priceOf = number => one.logarithmic ? one.base * Math.exp(number * one.priceStep) : one.base + number * one.priceStep;
    const t = new Float64Array(count), o = new Float64Array(count), h = new Float64Array(count), l = new Float64Array(count), c = new Float64Array(count);
    const closes = new Float64Array(count);
    const input = reader(one.candles);
    let before = 0, time = one.from;
    for (let i = 0; i < count; i++, time += step) {
      const first = input.next();
      const open = before + input.unsign(Math.floor(first / 2));
      if (first % 2) time += input.signed();
      const close = open + input.signed();
      t[i] = time;
      o[i] = priceOf(open);
      c[i] = priceOf(close);
      h[i] = priceOf(Math.max(open, close) + input.next());
      l[i] = priceOf(Math.min(open, close) - input.next());
      closes[i] = before = close;
    }
    return { t, o, h, l, c, fills: fills(one, closes, priceOf), barsPerCandle: one.barsPerCandle };
  }

  // Each as candle, number of buys, their mean price, number of sells, their mean price.
  function fills(one, closes, priceOf) {
    const result = [], input = reader(one.fills);
    let candle = 0;
    for (let i = 0; i < one.fillCount; i++) {
      candle += input.next();
      const buys = input.next(), buyPrice = buys ? priceOf(closes[candle] + input.signed()) : 0;
      const sells = input.next(), sellPrice = sells ? priceOf(closes[candle] + input.signed()) : 0;
      result.push([candle, buys, buyPrice, sells, sellPrice]);
    }
    return result;
  }

  // Read when first looked at: a page may hold hundreds of thousands of candles of many instruments.
  const known = new Map();
  return one => {
    if (!known.has(one)) known.set(one, read(one));
    return known.get(one);
  };
})();
