const nothing = '–';

/** A number with thousands separators and a fixed count of decimals; a dash when it is not known. */
function fixed(value, decimals) {
  return value === null || value === undefined ? nothing : value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** An amount of money in a currency that people count in cents. */
const amount = value => fixed(value, 2);

/** Enough decimals for a price of this height to show its usual steps. */
function priceDecimals(price) {
  const height = Math.abs(price ?? 0);
  return height >= 1000 ? 2 : height >= 10 ? 3 : height >= 1 ? 4 : height >= 0.01 ? 6 : 8;
}

const price = (value, like = value) => fixed(value, priceDecimals(like));

/** A quantity with as many decimals as it has, eight at most. */
function quantity(value) {
  return value === null || value === undefined ? nothing : value.toLocaleString('en-US', { maximumFractionDigits: 8 });
}

/** A small amount of any asset: six digits that count. */
const significant = value => value === null ? nothing : value.toLocaleString('en-US', { maximumSignificantDigits: 6 });

const percent = fraction => fraction === null ? nothing : `${signed(fraction * 100, 2)} %`;

/** With its sign, a plus too, and a real minus. */
function signed(value, decimals) {
  if (value === null || value === undefined) return nothing;
  const text = fixed(Math.abs(value), decimals);
  if (Number(text.replaceAll(',', '')) === 0) return text;
  return (value < 0 ? '−' : '+') + text;
}

const signName = value => value > 0 ? 'up' : value < 0 ? 'down' : '';

/** 2024-03-01T05:12:00Z becomes 2024-03-01 05:12, with seconds where there are any. */
function time(iso) {
  if (!iso) return nothing;
  const clock = iso.slice(11, 19);
  return `${iso.slice(0, 10)} ${clock.endsWith(':00') ? clock.slice(0, 5) : clock}`;
}

const clockOf = milliseconds => new Date(milliseconds).toISOString().slice(11, 16);

const dayOf = milliseconds => new Date(milliseconds).toLocaleDateString('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** partiallyFilled becomes partially filled. */
const words = word => word.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);

/** BTC/USDT@synthetic becomes BTC/USDT; the venue is told once, above. */
const symbolOf = instrument => instrument.split('@')[0];

const baseOf = instrument => instrument.split('/')[0];

/** The local time of day, for when the connection broke. */
const timeOfDay = date => date.toLocaleTimeString('en-GB');

const plural = (count, one, many = `${one}s`) => `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
