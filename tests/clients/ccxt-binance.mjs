// Drives the simulated exchange with ccxt as a user would, and prints what it saw as one JSON object.
// Usage: node ccxt-binance.mjs http://127.0.0.1:PORT KEY SECRET
import { sign } from 'node:crypto';
import ccxt from 'ccxt';
import WebSocket from 'ws';

const [address, apiKey, secret] = process.argv.slice(2);
const base = address.replace(/\/$/, '');
const socket = base.replace(/^http/, 'ws');
const options = {
  apiKey,
  secret,
  urls: {
    api: {
      public: `${base}/api/v3`,
      private: `${base}/api/v3`,
      sapi: `${base}/sapi/v1`,
      sapiV3: `${base}/sapi/v3`,
      fapiPublic: `${base}/fapi/v1`,
      dapiPublic: `${base}/dapi/v1`,
      ws: { spot: `${socket}/stream.binance.com/ws`, 'ws-api': { spot: `${socket}/ws-api/v3` } },
    },
  },
};
const symbol = 'BTC/USDT';
const seen = { version: ccxt.version };
const exchange = new ccxt.pro.binance(options);

const short = (order) => ({ id: order.id, clientOrderId: order.clientOrderId, status: order.status, type: order.type, side: order.side, price: order.price, triggerPrice: order.triggerPrice, amount: order.amount, filled: order.filled, cost: order.cost });

async function refusal(action) {
  try {
    await action();
    return 'none';
  } catch (error) {
    return error.constructor.name;
  }
}

// ccxt asks for this before it opens a socket without TLS.
await exchange.loadHttpProxyAgent();

async function rest() {
  const markets = await exchange.loadMarkets();
  seen.markets = Object.keys(markets);
  seen.precision = markets[symbol].precision;
  seen.currencies = Object.keys(exchange.currencies);
  seen.serverTime = await exchange.fetchTime();
  seen.ohlcv = await exchange.fetchOHLCV(symbol, '1m', undefined, 5);
  const ticker = await exchange.fetchTicker(symbol);
  seen.ticker = { last: ticker.last, bid: ticker.bid, ask: ticker.ask };
  seen.tickers = Object.keys(await exchange.fetchTickers());
  const book = await exchange.fetchOrderBook(symbol, 20);
  seen.book = { bids: book.bids.length, asks: book.asks.length, bid: book.bids[0][0], ask: book.asks[0][0] };
  seen.trades = (await exchange.fetchTrades(symbol, undefined, 10)).length;
  seen.balanceBefore = (await exchange.fetchBalance()).total;
}

async function trading() {
  const price = Math.floor(seen.ticker.last * 0.9);
  const market = await exchange.createOrder(symbol, 'market', 'buy', 0.01);
  seen.market = short(market);
  const limit = await exchange.createOrder(symbol, 'limit', 'buy', 0.02, price, { clientOrderId: 'ccxt-limit' });
  seen.limit = short(limit);
  const stop = await exchange.createOrder(symbol, 'limit', 'sell', 0.01, price, { stopLossPrice: price + 100 });
  seen.stop = short(await exchange.fetchOrder(stop.id, symbol));
  seen.open = (await exchange.fetchOpenOrders(symbol)).map(short);
  seen.fetched = short(await exchange.fetchOrder(limit.id, symbol));
  const edited = await exchange.editOrder(limit.id, symbol, 'limit', 'buy', 0.03, price - 1);
  seen.edited = short(edited);
  seen.canceled = short(await exchange.cancelOrder(edited.id, symbol));
  await exchange.cancelAllOrders(symbol);
  const sell = await exchange.createOrder(symbol, 'market', 'sell', 0.005);
  seen.sell = short(sell);
  seen.byCost = short(await exchange.createMarketBuyOrderWithCost(symbol, 50));
  seen.closed = (await exchange.fetchClosedOrders(symbol)).map(short);
  seen.orders = (await exchange.fetchOrders(symbol)).map(short);
  seen.myTrades = (await exchange.fetchMyTrades(symbol)).map((trade) => ({ id: trade.id, order: trade.order, price: trade.price, amount: trade.amount, fee: trade.fee, side: trade.side }));
  seen.fee = await exchange.fetchTradingFee(symbol).then((fee) => fee.maker);
  seen.balance = (await exchange.fetchBalance()).total;
  seen.refusals = {
    tooMuch: await refusal(() => exchange.createOrder(symbol, 'limit', 'buy', 50, price)),
    unknown: await refusal(() => exchange.cancelOrder('999999', symbol)),
    missing: await refusal(() => exchange.fetchOrder('999999', symbol)),
    tiny: await refusal(() => exchange.createOrder(symbol, 'limit', 'buy', 0.00001, price)),
    wrongSecret: await refusal(() => new ccxt.binance({ ...options, secret: 'wrong' }).fetchBalance()),
    early: await refusal(() => exchange.fetchBalance({ timestamp: 1000 })),
  };
}

// Waits until a condition on what a watch method returns holds.
async function until(watch, condition) {
  while (true) {
    const value = await watch();
    if (condition(value)) return value;
  }
}

async function streams() {
  const trades = await exchange.watchTrades(symbol);
  seen.watchedTrade = { symbol: trades[0].symbol, price: trades[0].price };
  let updates = 0;
  const book = await until(() => exchange.watchOrderBook(symbol), () => ++updates >= 10);
  seen.watchedBook = { bid: book.bids[0][0], ask: book.asks[0][0], levels: book.bids.length };
  const ticker = await exchange.watchTicker(symbol);
  seen.watchedTicker = { symbol: ticker.symbol, last: ticker.last };
  const candles = await exchange.watchOHLCV(symbol, '1m');
  seen.watchedCandle = candles[candles.length - 1];

  // The order is placed when the stream of orders is open.
  await exchange.authenticate({ type: 'spot' });
  const watching = until(() => exchange.watchOrders(symbol), (orders) => orders.some((order) => order.clientOrderId === 'ccxt-watched' && order.status === 'canceled'));
  const price = Math.floor(seen.ticker.last * 0.9);
  const placed = await exchange.createOrder(symbol, 'limit', 'buy', 0.01, price, { clientOrderId: 'ccxt-watched' });
  await exchange.cancelOrder(placed.id, symbol);
  const orders = await watching;
  seen.watchedOrders = orders.filter((order) => order.clientOrderId === 'ccxt-watched').map(short);
  const fill = exchange.watchMyTrades(symbol);
  await exchange.createOrderWs(symbol, 'market', 'buy', 0.002);
  seen.watchedFill = (await fill).map((trade) => ({ id: trade.id, amount: trade.amount }));
}

// The secret key of the first example of RFC 8032; the account with the key 'ed25519-key' has its public one.
const privateKey = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----';

async function ed25519() {
  const signer = new ccxt.binance({ ...options, apiKey: 'ed25519-key', secret: privateKey });
  seen.ed25519Balance = (await signer.fetchBalance()).total;
  const ws = new WebSocket(`${socket}/ws-api/v3`);
  await new Promise((opened) => ws.once('open', opened));
  const ask = (id, method, params) => new Promise((answered) => {
    ws.on('message', (data) => {
      const message = JSON.parse(data);
      if (message.id === id) answered(message);
    });
    ws.send(JSON.stringify({ id, method, params }));
  });
  const params = { apiKey: 'ed25519-key', timestamp: await exchange.fetchTime() };
  const payload = Object.keys(params).sort().map((key) => `${key}=${params[key]}`).join('&');
  const logon = await ask('logon', 'session.logon', { ...params, signature: sign(null, Buffer.from(payload), privateKey).toString('base64') });
  const subscribed = await ask(2, 'userDataStream.subscribe', {});
  const account = await ask('account', 'account.status', { timestamp: await exchange.fetchTime() });
  seen.session = { logon: logon.result?.apiKey, subscribed: subscribed.status, canTrade: account.result?.canTrade };
  ws.close();
}

try {
  await rest();
  await trading();
  await streams();
  await ed25519();
  await exchange.close();
  console.log(JSON.stringify(seen));
  process.exit(0);
} catch (error) {
  console.error(error);
  console.log(JSON.stringify(seen));
  process.exit(1);
}
