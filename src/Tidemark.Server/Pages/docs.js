const byId = id => document.getElementById(id);

/** An element with text or children; text is never read as HTML. */
function make(tag, options = {}, ...children) {
  const { className, ...rest } = options;
  const element = Object.assign(document.createElement(tag), rest);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

let openApi;

function resolve(schema) {
  if (!schema) return {};
  return schema.$ref ? openApi.components.schemas[schema.$ref.split('/').pop()] : schema;
}

function kindOf(schema) {
  const types = [].concat(schema.type ?? 'any');
  if (schema.enum) return schema.enum.join(' | ');
  if (types.includes('array')) return `list of ${kindOf(schema.items ?? {})}`;
  return types.join(' or ') + (schema.format ? ` (${schema.format})` : '');
}

/** Rows of name, kind and meaning; members of members are indented by their path. */
function membersOf(schema, prefix = '') {
  const rows = [];
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    rows.push([prefix + name, kindOf(member), member.description ?? '']);
    const inner = member.items ?? member;
    if (inner.properties) rows.push(...membersOf(inner, `${prefix}${name}${member.items ? '[]' : ''}.`));
  }
  return rows;
}

function tableOf(caption, heads, rows) {
  return make('table', {},
    make('caption', { className: 'sr-only', textContent: caption }),
    make('thead', {}, make('tr', {}, ...heads.map(text => make('th', { scope: 'col', textContent: text })))),
    make('tbody', {}, ...rows.map(cells => make('tr', {}, ...cells.map((text, i) => make('td', { textContent: text, className: i === 0 ? 'mono' : '' }))))));
}

function fieldFor(parameter) {
  const schema = parameter.schema ?? {};
  let input;
  if (schema.enum) {
    input = make('select', {}, make('option', { value: '', textContent: `default (${schema.default})` }), ...schema.enum.map(word => make('option', { value: word, textContent: word })));
  } else {
    input = make('input', { type: parameter.name === 'token' ? 'password' : 'text', autocomplete: 'off', placeholder: schema.default === undefined ? '' : `default ${schema.default}` });
  }
  const range = schema.maximum ? ` From ${schema.minimum} to ${schema.maximum}.` : '';
  return { input, label: make('label', {}, parameter.name, input, make('small', { textContent: parameter.description + range })) };
}

async function attempt(method, path, fields, body, shown) {
  const form = fields.filter(f => f.isForm);
  for (const f of fields.filter(f => f.isPath)) path = path.replace(`{${f.name}}`, encodeURIComponent(f.input.value));
  const query = fields.filter(f => !f.isForm && !f.isPath && f.input.value !== '').map(f => `${f.name}=${encodeURIComponent(f.input.value)}`).join('&');
  const url = path + (query ? `?${query}` : '');
  const headers = {};
  if (byId('token').value) headers.Authorization = `Bearer ${byId('token').value}`;
  if (body) headers['Content-Type'] = 'application/json';
  const sent = form.length ? new URLSearchParams(form.map(f => [f.name, f.input.value])) : body?.value;
  const began = performance.now();
  const stopper = new AbortController();
  try {
    const answer = await fetch(url, { method, headers, body: sent, signal: stopper.signal });
    const head = `${answer.status} ${answer.statusText} in ${Math.round(performance.now() - began)} ms · ${answer.headers.get('content-type') ?? 'no content'}`;
    const isStream = (answer.headers.get('content-type') ?? '').startsWith('text/event-stream');
    const text = isStream ? await firstEvents(answer, stopper) : await answer.text();
    show(shown, head, pretty(text, answer), !answer.ok);
  } catch (failure) {
    show(shown, 'No answer', String(failure), true);
  }
}

/** The first two events of a stream that has no end. */
async function firstEvents(answer, stopper) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while ((text.match(/\n\n/g) ?? []).length < 3) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
  }
  stopper.abort();
  return `${text}… the stream goes on`;
}

function pretty(text, answer) {
  if (!(answer.headers.get('content-type') ?? '').includes('json')) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function show(shown, head, text, isBad) {
  shown.replaceChildren(make('p', { className: `answer${isBad ? ' bad' : ''}`, textContent: head }), make('pre', { tabIndex: 0, textContent: text }));
}

function curlOf(method, path, operation) {
  const isOpen = (operation.security ?? []).length === 0;
  const parts = ['curl'];
  if (operation.responses['200']?.content?.['text/event-stream']) parts.push('-N');
  if (!isOpen) parts.push(`-H "Authorization: Bearer $(./tidemark token)"`);
  const example = operation.requestBody?.content?.['application/json']?.example;
  if (example) parts.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(example)}'`);
  else if (operation.requestBody) parts.push(`-H 'Origin: ${location.origin}'`, `-d token=$(./tidemark token)`);
  else if (method !== 'get') parts.push(`-X ${method.toUpperCase()}`);
  return [...parts, location.origin + path].join(' ');
}

function operationElement(path, method, operation) {
  const fields = (operation.parameters ?? []).map(parameter => ({ name: parameter.name, isPath: parameter.in === 'path', ...fieldFor(parameter) }));
  const request = operation.requestBody?.content?.['application/json'];
  const form = operation.requestBody?.content?.['application/x-www-form-urlencoded'];
  for (const [name, schema] of Object.entries(form?.schema.properties ?? {})) {
    fields.push({ name, isForm: true, ...fieldFor({ name, description: schema.description, schema }) });
  }
  const body = request ? make('textarea', { value: JSON.stringify(request.example ?? {}, null, 2), spellcheck: false, ariaLabel: 'Body' }) : null;
  const shown = make('div', { ariaLive: 'polite' });
  const inputs = [...fields.map(f => f.label), ...(body ? [make('label', {}, 'Body', body)] : [])];
  const go = make('button', { type: 'submit', textContent: `Try ${method.toUpperCase()} ${path}` });
  const whole = make('form', { className: 'body' },
    ...(operation.description ? [make('p', { textContent: operation.description })] : []),
    ...(inputs.length ? [make('div', { className: 'fields' }, ...inputs)] : []),
    make('pre', { tabIndex: 0, textContent: curlOf(method, path, operation) }),
    make('div', {}, go),
    shown,
    tableOf('Answers', ['Status', 'When'], Object.entries(operation.responses).map(([status, answer]) => [status, answer.description])));
  const good = Object.values(operation.responses).find(answer => answer.content?.['application/json']?.schema);
  const members = good ? membersOf(resolve(good.content['application/json'].schema)) : [];
  if (members.length) whole.append(tableOf('Members of the answer', ['Member', 'Kind', 'Meaning'], members));
  whole.addEventListener('submit', event => {
    event.preventDefault();
    attempt(method.toUpperCase(), path, fields, body, shown);
  });
  return make('details', { id: operation.operationId },
    make('summary', {},
      make('span', { className: `method ${method}`, textContent: method.toUpperCase() }),
      make('span', { className: 'path', textContent: path }),
      make('span', { className: 'soft', textContent: operation.summary + ((operation.security ?? []).length ? '' : ' · open') })),
    whole);
}

async function start() {
  openApi = await (await fetch('/openapi/v1.json')).json();
  byId('about').textContent = `${openApi.info.description} Version ${openApi.info.version}.`;
  const groups = new Map();
  for (const [path, operations] of Object.entries(openApi.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const group = operation.tags[0];
      if (!groups.has(group)) groups.set(group, []);
      groups.get(group).push(operationElement(path, method, operation));
    }
  }
  const order = ['Session', 'Research', 'Open to all', 'Pages'];
  const sorted = [...groups.keys()].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  byId('operations').replaceChildren(...sorted.flatMap(group => [make('h2', { textContent: group }), ...groups.get(group)]));
  const named = location.hash && byId(location.hash.slice(1));
  if (named) named.open = true;
}

byId('access').addEventListener('submit', event => event.preventDefault());
start().catch(failure => { byId('operations').textContent = `The API description could not be loaded: ${failure}`; });
