'use strict';
// Puts the page together: which curves, the buttons, the light.
(() => {
  const { data, percent, amount, fixed, signed } = sheet;
  const root = document.documentElement;
  const own = { name: 'Strategy', color: 'var(--own)' }, hold = { name: 'Buy-and-hold', color: 'var(--hold)', isThin: true };
  const log = document.getElementById('log');
  const trends = document.getElementById('trends');
  const isPressed = button => button.getAttribute('aria-pressed') === 'true';
  const isLog = () => isPressed(log);
  const tooShort = 'The run is too short for a rolling figure.';

  root.dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.getElementById('theme').addEventListener('click', () => { root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark'; });

  curves.chart('equity-chart', {
    label: 'Equity of the strategy and of buy-and-hold',
    series: [{ ...own, points: data.equity }, { ...hold, points: data.hold }],
    base: data.initial, isLog, bands: () => isPressed(trends), tick: amount, empty: 'There is too little to draw.',
    value: value => `${fixed(value, 2)} ${data.currency} (${percent(value / data.initial - 1, 2)})`,
  });
  const share = value => `${fixed(value * 100, Math.abs(value) < 0.1 && value !== 0 ? 1 : 0)} %`;
  curves.chart('drawdown-chart', {
    label: 'Drawdown of the strategy and of buy-and-hold',
    series: [{ ...own, points: data.drawdown, isFilled: true }, { ...hold, points: data.holdDrawdown }],
    base: 0, include: [0], tick: share, empty: 'There is too little to draw.', value: value => percent(value, 2),
  });
  curves.chart('sharpe-chart', {
    label: 'Rolling Sharpe ratio of the strategy and of buy-and-hold',
    series: [{ ...own, points: data.sharpe }, { ...hold, points: data.holdSharpe }],
    base: 0, include: [0], tick: value => fixed(value, 1), empty: tooShort, value: value => fixed(value, 2),
  });
  curves.chart('volatility-chart', {
    label: 'Rolling volatility of the strategy and of buy-and-hold',
    series: [{ ...own, points: data.volatility }, { ...hold, points: data.holdVolatility }],
    base: 0, include: [0], tick: share, empty: tooShort, value: value => `${fixed(value * 100, 1)} %`,
  });
  curves.chart('beta-chart', {
    label: 'Rolling beta of the strategy to buy-and-hold',
    series: [{ ...own, points: data.beta }],
    base: 0, include: [0], tick: value => fixed(value, 1), empty: data.hold ? tooShort : 'There is nothing to compare with.', value: value => fixed(value, 2),
  });
  curves.chart('exposure-chart', {
    label: 'What was held as a share of equity',
    series: [{ name: data.grossExposure ? 'Net' : 'Held', color: 'var(--own)', points: data.exposure, isFilled: true }, { name: 'Longs and shorts together', color: 'var(--hold)', isThin: true, points: data.grossExposure }],
    base: 0, include: [0], tick: share, empty: 'Nothing was ever held.', value: value => percent(value, 1),
  });
  if (data.exposureBars > 1) document.getElementById('exposure-hint').textContent = `(mean of ${data.exposureBars.toLocaleString('en-US')} bars)`;
  if (data.rollingWindow) document.getElementById('rolling-hint').textContent = `over ${data.rollingWindow} days, by the year`;

  columns.chart('turnover-chart', {
    label: 'Turnover by month',
    items: data.turnover.map(([name, value, fills]) => ({ name, value, fills })),
    color: () => 'var(--own)', tick: value => `${fixed(value, value < 3 && value > 0 ? 1 : 0)}x`, empty: 'Nothing was traded.',
    lines: item => [{ text: item.name, strong: true }, { text: `${fixed(item.value, 2)} times equity in ${item.fills.toLocaleString('en-US')} fills` }],
  });
  for (const [id, label, list] of [['weekday-chart', 'Profit by weekday of entry', data.weekdays.map(([name, ...rest]) => [name.slice(0, 3), ...rest])], ['hour-chart', 'Profit by hour of entry', data.hours]])
    columns.chart(id, {
      label,
      items: list.map(([name, value, count, winRate]) => ({ name, value, count, winRate })),
      color: item => item.value < 0 ? 'var(--bad)' : 'var(--good)', tick: amount, empty: 'No round trip was closed.',
      lines: item => [{ text: item.name, strong: true }, { text: `${signed(item.value, 2)} ${data.currency}` }, { text: `${item.count.toLocaleString('en-US')} trades${item.winRate === null ? '' : `, win rate ${fixed(item.winRate * 100, 0)} %`}` }],
    });

  function showTrade(number) {
    if (candles?.show(number)) candles.onShow();
  }

  const excursions = data.excursions.filter(([, mae, mfe, result]) => mae !== null && mfe !== null && result !== null);
  if (excursions.length) {
    points.chart('mae-chart', { label: 'Return of round trips against their worst moment', axis: 'at worst', sign: -1, choose: showTrade, points: excursions.map(([number, mae, , result]) => ({ number, x: -mae, y: result })) });
    points.chart('mfe-chart', { label: 'Return of round trips against their best moment', axis: 'at best', sign: 1, choose: showTrade, points: excursions.map(([number, , mfe, result]) => ({ number, x: mfe, y: result })) });
  }

  for (const button of [log, trends]) button.addEventListener('click', () => { button.setAttribute('aria-pressed', String(!isPressed(button))); sheet.redraw(); });
  if (!data.trends.some(([, trend]) => trend)) trends.hidden = true;
  if (!(Math.min(...data.equity.v, ...(data.hold?.v ?? [])) > 0)) log.hidden = true;

  for (const row of document.querySelectorAll('tr[data-trip]')) {
    const show = () => showTrade(Number(row.dataset.trip));
    row.addEventListener('click', show);
    row.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); show(); } });
  }
})();
