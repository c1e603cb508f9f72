/* What the models of the session say, what came of it, and who took over when. */

const leastIndependent = 30;
const isOfProbability = kind => kind === 'probability' || kind === 'direction';
const share = (fraction, decimals = 1) => fraction === null || fraction === undefined ? nothing : `${fixed(fraction * 100, decimals)} %`;
const ruleNames = { value: 'expecting no change', probability: 'the base rate', direction: 'the base rate', targetWeight: 'holding all the time' };
const changeNames = { replaced: 'Retrained, took over', kept: 'Retrained, did not win', failed: 'Training failed', chosen: 'Chosen by a person', refused: 'Chosen, cannot take over' };

/** 14400 seconds become 4 h. */
function spanOf(seconds) {
  const [size, unit] = [[86_400, 'd'], [3_600, 'h'], [60, 'min']].find(([length]) => seconds >= length) ?? [1, 's'];
  return `${(seconds / size).toLocaleString('en-US', { maximumFractionDigits: 1 })} ${unit}`;
}

/** The number that a prediction leans by: above 0 for a rise. Null where it says nothing. */
const leanOf = p => p.probability !== null ? p.probability - 0.5 : p.value;

const saidBy = (p, kind) => {
  if (kind === 'settings') return 'sets strategies';
  if (p.value === null && p.probability === null) return 'no opinion';
  if (isOfProbability(kind)) return `${share(p.probability)} rise`;
  return kind === 'targetWeight' ? `hold ${signed(p.value * 100, 0)} %` : percent(p.value);
};

const rangeOf = p => p.low === null || p.high === null ? '' : ` (${percent(p.low)} to ${percent(p.high)})`;

/** Whether the side was right; null while that is open or no side was taken. */
const wasRight = p => p.outcome === null || !leanOf(p) ? null : leanOf(p) > 0 === p.outcome > 0;

/** How it did in words, their colour, and a short word for tables. */
function verdictOf(score, kind) {
  const rule = ruleNames[kind];
  if (score.independentCount < leastIndependent) return ['Too early to say', '', 'too early'];
  if (score.advantageLow > 0) return [`Better than ${rule}`, 'up', 'better'];
  if (score.advantageHigh < 0) return [`Worse than ${rule}`, 'down', 'worse'];
  return [`Not told apart from ${rule}`, '', 'not told apart'];
}

/** What the loss of a model is called and shown as, with that of the rule. */
function lossOf(score, kind) {
  if (isOfProbability(kind)) return { name: 'Log loss', own: fixed(score.logLoss, 4), note: score.logLoss === null ? 'none judged yet' : `${fixed(score.baseLogLoss, 4)} by ${ruleNames[kind]}; lower is better` };
  if (kind === 'targetWeight') return { name: 'Return over holding', own: score.advantage === null ? nothing : percent(score.advantage), note: 'on average from decision to decision, before costs' };
  const sign = score.advantage === null ? nothing : score.advantage > 0 ? 'smaller' : 'larger';
  return { name: 'Squared error', own: sign, note: score.advantage === null ? 'none judged yet' : `than that of ${ruleNames[kind]}${score.coveredRate === null ? '' : `; ${share(score.coveredRate, 0)} of outcomes between low and high`}` };
}

/** Price with what was expected of it, below it what was said with right and wrong, and how the model gained on the rule. */
class PredictionChart extends Chart {
  /** @param predictions of one instrument by one model, oldest first */
  show(predictions, model, isSimulated) {
    Object.assign(this, { predictions, model, isSimulated });
    this.draw();
  }

  draw() {
    const known = this.predictions?.filter(p => p.price !== null);
    if (!known?.length) return this.say('Nothing predicted yet');
    const frame = this.begin();
    if (!frame) return;
    const { pen, area } = frame;
    const shown = known.slice(-Math.max(20, Math.floor(area.right / 3)));
    const times = shown.map(p => Date.parse(p.time));
    const ahead = this.model.horizonSeconds * 1000;
    const [first, now] = [times[0], times[times.length - 1]];
    // Room for what has not come yet, but not more than a third of the picture.
    const end = now + Math.max(minute, Math.min(ahead, (now - first) / 2 || ahead));
    const x = at => area.left + (at - first) / (end - first) * (area.right - area.left);
    const height = area.bottom - area.top;
    const gap = 18;
    const strip = (from, to) => ({ ...area, top: area.top + height * from + gap, bottom: area.top + height * to });
    this.axis = { times, x };
    this.watermark(pen, { ...area, bottom: area.top + height * 0.5 }, this.isSimulated);
    this.takeovers(pen, area, first, end, x);
    this.priceStrip(pen, { ...area, top: area.top + gap, bottom: area.top + height * 0.5 }, shown, times, x, ahead);
    this.saidStrip(pen, strip(0.5, 0.78), shown, times, x);
    this.gainStrip(pen, strip(0.78, 1), shown, times, x, ahead);
    this.timeAxis(pen, area, first, end, x);
    this.tellAt(pen, area, shown, times, x);
  }

  title(pen, area, text) {
    pen.textAlign = 'left';
    pen.fillStyle = this.colours.soft;
    pen.fillText(pen.measureText(text).width > area.right ? text.split(';')[0] : text, area.left + 2, area.top - 8);
  }

  timeAxis(pen, area, first, end, x) {
    const step = timeSteps.find(s => s / (end - first) * (area.right - area.left) >= 72) ?? timeSteps[timeSteps.length - 1];
    for (let at = Math.ceil(first / step) * step; at <= end; at += step) {
      if (x(at) > 20 && x(at) < area.right - 20) this.timeLabel(pen, area, x(at), step >= 1440 * minute || at % (1440 * minute) === 0 ? dayOf(at) : clockOf(at));
    }
  }

  priceStrip(pen, area, shown, times, x, ahead) {
    const isValue = this.model.kind === 'value';
    const expected = isValue ? shown.map((p, i) => ({ at: times[i] + ahead, low: p.low, high: p.high, value: p.value, price: p.price })).filter(e => e.value !== null && x(e.at) <= area.right + 1) : [];
    const ranged = expected.filter(e => e.low !== null && e.high !== null);
    const heights = [...shown.map(p => p.price), ...expected.map(e => e.price * (1 + e.value)), ...ranged.flatMap(e => [e.price * (1 + e.low), e.price * (1 + e.high)])];
    const scale = this.scale(Math.min(...heights), Math.max(...heights), area);
    const last = shown[shown.length - 1];
    this.title(pen, area, `${symbolOf(last.instrument)} at the closes when asked${isValue ? `; dashed: expected ${spanOf(this.model.horizonSeconds)} before${ranged.length ? ', shaded: low to high' : ''}` : ''}`);
    this.valueAxis(pen, area, scale, value => price(value, scale.high), [last.price]);
    if (ranged.length > 1) {
      pen.beginPath();
      ranged.forEach(e => pen.lineTo(x(e.at), scale.y(e.price * (1 + e.high))));
      for (const e of ranged.toReversed()) pen.lineTo(x(e.at), scale.y(e.price * (1 + e.low)));
      pen.closePath();
      pen.fillStyle = this.colours.shade;
      pen.fill();
    }
    this.path(pen, expected.map(e => [x(e.at), scale.y(e.price * (1 + e.value))]), this.colours.accent, 1.2, [4, 3]);
    this.path(pen, shown.map((p, i) => [x(times[i]), scale.y(p.price)]), this.colours.text, 1.4);
    this.tag(pen, area, scale.y(last.price), price(last.price), this.colours.soft);
  }

  path(pen, points, colour, width, dash = []) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.lineJoin = 'round';
    pen.setLineDash(dash);
    pen.beginPath();
    points.forEach(([px, py]) => pen.lineTo(px, py));
    pen.stroke();
    pen.setLineDash([]);
  }

  /** Bars from the middle that say how far it leaned; below, a mark up for a right side and down for a wrong one. */
  saidStrip(pen, area, shown, times, x) {
    const isChance = isOfProbability(this.model.kind);
    const rows = { ...area, bottom: area.bottom - 16 };
    const leans = shown.map(leanOf);
    const most = Math.max(isChance ? 0.05 : this.model.kind === 'targetWeight' ? 1 : 0.0005, ...leans.map(l => Math.abs(l ?? 0)));
    const scale = this.scale(-most, most, rows);
    const text = isChance ? value => `${fixed((value + 0.5) * 100, most > 0.2 ? 0 : 1)} %` : value => `${signed(value * 100, most > 0.02 ? 1 : 2)} %`;
    const what = isChance ? 'Probability of a rise' : this.model.kind === 'targetWeight' ? 'Share to hold' : 'Expected return';
    this.title(pen, area, `${what}; marks below it: up where the side was right, down where it was wrong`);
    this.valueAxis(pen, rows, scale, text);
    const width = Math.max(1, Math.min(6, (area.right - area.left) / shown.length * 0.7));
    const middle = area.bottom - 7;
    pen.strokeStyle = this.colours.line;
    pen.lineWidth = 1;
    this.line(pen, area.left, Math.round(middle) + 0.5, area.right, Math.round(middle) + 0.5);
    shown.forEach((p, i) => {
      const left = x(times[i]) - width / 2;
      if (leans[i] !== null) {
        pen.fillStyle = leans[i] > 0 ? this.colours.up : this.colours.down;
        const [from, to] = [scale.y(0), scale.y(leans[i])];
        pen.fillRect(left, Math.min(from, to), width, Math.max(1, Math.abs(to - from)));
      }
      const right = wasRight(p);
      if (right === null) return;
      pen.fillStyle = right ? this.colours.accent : this.colours['warn-line'];
      pen.fillRect(left, right ? middle - 6 : middle + 1, width, 6);
    });
  }

  /** How much less the model lost than the rule so far, in the order in which outcomes came. */
  gainStrip(pen, area, shown, times, x, ahead) {
    const { points, unit } = this.gains(shown, times, ahead);
    this.title(pen, area, `Gained on ${ruleNames[this.model.kind]} so far, ${unit}`);
    if (points.length < 2) return;
    const scale = this.scale(Math.min(0, ...points.map(p => p[1])), Math.max(0, ...points.map(p => p[1])), area);
    const spread = scale.high - scale.low;
    this.valueAxis(pen, area, scale, value => `${signed(value * 100, spread > 0.2 ? 0 : spread > 0.02 ? 1 : 2)} %`);
    pen.strokeStyle = this.colours.soft;
    this.line(pen, area.left, Math.round(scale.y(0)) + 0.5, area.right, Math.round(scale.y(0)) + 0.5, [4, 4]);
    this.path(pen, points.map(([at, gain]) => [x(at), scale.y(gain)]), points[points.length - 1][1] >= 0 ? this.colours.up : this.colours.down, 1.6);
  }

  gains(shown, times, ahead) {
    const judged = shown.map((p, i) => ({ p, at: times[i] + ahead })).filter(({ p }) => p.outcome !== null && leanOf(p) !== null);
    const isChance = isOfProbability(this.model.kind);
    const rate = judged.filter(({ p }) => p.outcome > 0).length / judged.length;
    const log = chance => -Math.log(Math.max(1e-6, chance));
    const rule = ({ outcome }) => isChance ? log(outcome > 0 ? rate : 1 - rate) : outcome * outcome;
    const own = p => isChance ? log(p.outcome > 0 ? p.probability : 1 - p.probability) : (p.value - p.outcome) ** 2;
    const isWeight = this.model.kind === 'targetWeight';
    const whole = isWeight ? 1 : judged.reduce((sum, { p }) => sum + rule(p), 0);
    let sum = 0;
    const points = whole > 0 ? judged.map(({ p, at }) => [at, (sum += isWeight ? (p.value - 1) * p.outcome : rule(p) - own(p)) / whole]) : [];
    return { points, unit: isWeight ? 'in return before costs' : 'in % of its loss' };
  }

  /** A line where another version took over or a training came to nothing, and where drift was noticed. */
  takeovers(pen, area, first, end, x) {
    let free = -Infinity;
    for (const change of this.model.changes.toReversed()) {
      const at = Date.parse(change.time);
      if (at < first || at > end) continue;
      const isNew = change.kind === 'replaced' || change.kind === 'chosen';
      pen.strokeStyle = change.driftAlarm ? this.colours['warn-line'] : isNew ? this.colours.accent : this.colours.soft;
      pen.lineWidth = 1;
      this.line(pen, Math.round(x(at)) + 0.5, area.top + 4, Math.round(x(at)) + 0.5, area.bottom, isNew ? [] : [2, 4]);
      const text = `${change.driftAlarm ? 'drift, ' : ''}${isNew ? `version ${change.version}` : change.kind}`;
      const width = pen.measureText(text).width;
      const left = Math.min(x(at) + 3, area.right - width);
      if (left < free) continue;
      free = left + width + 6;
      pen.textAlign = 'left';
      pen.fillStyle = this.colours.soft;
      pen.fillText(text, left, area.top + 18 + 8);
    }
  }

  tellAt(pen, area, shown, times, x) {
    const isOver = this.hovered !== null && this.hovered >= area.left && this.hovered <= area.right;
    let index = times.length - 1;
    if (isOver) while (index > 0 && x(times[index]) > this.hovered) index--;
    const p = shown[index];
    if (isOver) {
      pen.strokeStyle = this.colours.soft;
      this.line(pen, x(times[index]), area.top, x(times[index]), area.bottom, [2, 3]);
    }
    const right = wasRight(p);
    const outcome = p.outcome === null ? `outcome open until ${time(new Date(times[index] + p.horizonSeconds * 1000).toISOString().replace('.000Z', 'Z'))}` : `outcome ${percent(p.outcome)}${right === null ? '' : right ? ', right side' : ', wrong side'}`;
    this.readout.textContent = `${time(p.time)}  at ${price(p.price)}  version ${p.version}: ${saidBy(p, this.model.kind)}${rangeOf(p)}, ${outcome}`;
    this.canvas.setAttribute('aria-label', `What ${this.model.model} said from ${time(shown[0].time)} to ${time(shown[shown.length - 1].time)} over the price, with right and wrong sides; the tables below have the figures`);
  }
}

const predictionChart = new PredictionChart(byId('prediction-chart'), byId('prediction-readout'));

const predictionTables = {
  said: new Table(byId('said'), 'Last predictions', [
    { name: 'Time', of: p => time(p.time) },
    { name: 'Version', of: p => p.version, kind: 'optional' },
    { name: 'Says', of: p => saidBy(p, panel.model.kind), kind: 'number', tone: p => signName(leanOf(p)) },
    { name: 'Low to high', of: p => rangeOf(p).slice(2, -1), kind: 'number optional range' },
    { name: 'Outcome', of: p => p.outcome === null ? 'open' : percent(p.outcome), kind: 'number' },
    { name: 'Side', of: p => ({ true: 'right', false: 'wrong', null: nothing })[wasRight(p)] },
  ], p => p.time, 'Not asked yet.'),
  versions: new Table(byId('versions'), 'Versions', [
    { name: 'Version', of: v => v.version },
    { name: 'Took over', of: v => v.since ? time(v.since) : 'at the start' },
    { name: 'Judged', of: v => v.score.judgedCount.toLocaleString('en-US'), kind: 'number optional' },
    { name: 'Hit rate / base', of: v => `${share(v.score.hitRate)} / ${share(v.score.baseHitRate)}`, kind: 'number' },
    { name: 'Log loss / base', of: v => v.score.logLoss === null ? nothing : `${fixed(v.score.logLoss, 4)} / ${fixed(v.score.baseLogLoss, 4)}`, kind: 'number optional' },
    { name: 'So far', of: v => verdictOf(v.score, panel.model.kind)[2], tone: v => verdictOf(v.score, panel.model.kind)[1] },
  ], v => v.version, 'None.'),
  changes: new Table(byId('changes'), 'Trainings and changes', [
    { name: 'Time', of: c => time(c.time) },
    { name: 'What', of: c => changeNames[c.kind] ?? words(c.kind), kind: 'wraps' },
    { name: 'Drift', of: c => c.driftAlarm ? 'alarm' : nothing, kind: 'optional', tone: c => c.driftAlarm ? 'down' : '' },
    { name: 'Version', of: c => c.version, kind: 'optional' },
    { name: 'Why', of: c => c.reason, kind: 'wraps' },
  ], c => `${c.time} ${c.kind}`, 'Not trained anew so far, no version changed, no alarm of drift.'),
};

/** The part of the page about models: which one is looked at, and what is shown of it. */
const panel = {
  models: [],
  model: null,
  predictions: [],
  shownKey: '',

  /** @param answer of the route models */
  async refresh(answer) {
    this.models = answer.models;
    toggle('predictions-some', this.models.length > 0);
    toggle('predictions-none', this.models.length === 0);
    write('predictions-none', answer.reason ? `${answer.reason[0].toUpperCase()}${answer.reason.slice(1)}.` : '');
    if (!this.models.length) return;
    this.choose('model', this.models.map(m => [m.name, m.name]));
    this.model = this.models.find(m => m.name === byId('model').value) ?? this.models[0];
    const asked = this.model.versions.reduce((sum, v) => sum + v.askedCount, 0);
    const key = `${answer.sessionId} ${this.model.name} ${asked} ${this.model.score.judgedCount} ${this.model.version}`;
    if (key !== this.shownKey) {
      this.predictions = (await load(`predictions?limit=500&model=${encodeURIComponent(this.model.model)}`)).predictions;
      this.shownKey = key;
    }
    this.draw(answer.simulated, asked);
  },

  /** Fills a choice that is hidden while there is nothing to choose. */
  choose(id, options) {
    const select = byId(id);
    const names = options.map(([value]) => value).join('\n');
    if (select.dataset.names !== names) {
      const before = select.value;
      select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
      if (options.some(([value]) => value === before)) select.value = before;
      select.dataset.names = names;
    }
    select.parentElement.classList.toggle('hidden', options.length < 2);
  },

  draw(isSimulated, asked) {
    const { model } = this;
    this.choose('predicted', [...new Set(this.predictions.map(p => p.instrument))].map(name => [name, symbolOf(name)]));
    const instrument = byId('predicted').value;
    const mine = this.predictions.filter(p => p.instrument === instrument);
    write('predictions-title', `Predictions of ${model.model}, version ${model.version}`);
    const bars = model.interval ? `on ${model.interval} bars, ` : '';
    write('predictions-about', `${bars}looks ${spanOf(model.horizonSeconds)} ahead; asked ${plural(asked, 'time')}. Outcomes are returns from the close when it was asked to that at the end of the time it looks ahead.`);
    this.showScore(model, mine[0]);
    predictionChart.show(mine.toReversed(), model, isSimulated);
    byId('said').classList.toggle('without-range', !mine.some(rangeOf));
    predictionTables.said.show(mine.slice(0, 30), mine.length > 30 ? 'last 30' : '');
    predictionTables.versions.show(model.versions.toReversed());
    const alarms = model.changes.filter(c => c.driftAlarm).length;
    predictionTables.changes.show(model.changes, alarms ? plural(alarms, 'alarm') + ' of drift' : '');
  },

  showScore({ score, kind }, newest) {
    write('says', newest ? saidBy(newest, kind) : nothing, `value ${newest ? signName(leanOf(newest)) : ''}`);
    write('says-note', newest ? `at ${time(newest.time).slice(5)}${rangeOf(newest)}` : 'not asked yet: features are warming up, or values are missing');
    write('hits', share(score.hitRate));
    write('hits-note', score.hitRate === null ? 'none judged yet' : `95 %: ${share(score.hitRateLow, 0)} to ${share(score.hitRateHigh, 0)}; always the same side: ${share(score.baseHitRate)}`);
    const loss = lossOf(score, kind);
    write('loss-name', loss.name);
    write('loss', loss.own);
    write('loss-note', loss.note);
    const [verdict, tone] = verdictOf(score, kind);
    write('verdict', verdict, `value ${tone}`);
    const least = score.independentCount < leastIndependent ? `; ${leastIndependent} are the least to judge by` : '';
    write('verdict-note', `${plural(score.judgedCount, 'outcome')}, ${score.independentCount.toLocaleString('en-US')} without overlap${least}`);
  },
};

for (const id of ['model', 'predicted']) byId(id).addEventListener('change', () => refreshSoon());
