'use strict';
// Puts the page together: which curves, the buttons, the light.
(() => {
  const { data, percent, amount, fixed } = sheet;
  const root = document.documentElement;
  const own = { name: 'Strategy', color: 'var(--own)' }, hold = { name: 'Buy-and-hold', color: 'var(--hold)', isThin: true };
  const log = document.getElementById('log');
  const isLog = () => log.getAttribute('aria-pressed') === 'true';

  root.dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.getElementById('theme').addEventListener('click', () => { root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark'; });

  curves.chart('equity-chart', {
    label: 'Equity of the strategy and of buy-and-hold',
    series: [{ ...own, points: data.equity }, { ...hold, points: data.hold }],
    base: data.initial, isLog, tick: amount, empty: 'There is too little to draw.',
    value: value => `${fixed(value, 2)} ${data.currency} (${percent(value / data.initial - 1, 2)})`,
  });
  curves.chart('drawdown-chart', {
    label: 'Drawdown of the strategy and of buy-and-hold',
    series: [{ ...own, points: data.drawdown, isFilled: true }, { ...hold, points: data.holdDrawdown }],
    base: 0, include: [0], tick: value => `${fixed(value * 100, Math.abs(value) < 0.1 && value !== 0 ? 1 : 0)} %`, empty: 'There is too little to draw.',
    value: value => percent(value, 2),
  });
  curves.chart('sharpe-chart', {
    label: 'Rolling Sharpe ratio of the strategy and of buy-and-hold',
    series: [{ ...own, points: data.sharpe }, { ...hold, points: data.holdSharpe }],
    base: 0, include: [0], tick: value => fixed(value, 1), empty: 'The run is too short for a rolling ratio.',
    value: value => fixed(value, 2),
  });
  if (data.sharpeWindow) document.getElementById('sharpe-hint').textContent = `over ${data.sharpeWindow} periods, annualised`;

  log.addEventListener('click', () => { log.setAttribute('aria-pressed', String(!isLog())); sheet.redraw(); });
  if (!(Math.min(...data.equity.v, ...(data.hold?.v ?? [])) > 0)) log.hidden = true;

  for (const row of document.querySelectorAll('tr[data-trip]')) {
    const show = () => candles.show(Number(row.dataset.trip));
    row.addEventListener('click', show);
    row.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); show(); } });
  }
})();
