// Drives the simulated exchange in the Kraken dialect with ccxt as a user would, and prints what it saw as one JSON object.
// Usage: node ccxt-kraken.mjs http://127.0.0.1:PORT KEY SECRET
import ccxt from 'ccxt';

const [address, apiKey, secret] = process.argv.slice(2);
const base = address.replace(/\/$/, '');
const socket = base.replace(/^http/, 'ws');
const options = {
  apiKey,
  secret,
  rateLimit: 20,
  urls: { api: { public: base, private: base, ws: { public: socket, private: socket, publicV2: `${socket}/v2`, privateV2: `${socket}/v2` } } },
};
const symbol = 'BTC/USD';
const seen = { version: ccxt.version };
const exchange = new ccxt.pro.kraken(options);

const short = (order) => ({ id: order.id, clientOrderId: order.clientOrderId, status: order.status, type: order.type, side: order.side, price: order.price, triggerPrice: order.triggerPrice, amount: order.amount, filled: order.filled, cost: order.cost, fee: order.fee?.cost });

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
  seen.limits = markets[symbol].limits;
  seen.taker = markets[symbol].taker;
  seen.currencies = Object.keys(exchange.currencies);
  seen.status = (await exchange.fetchStatus()).status;
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
  seen.market = short(await exchange.fetchOrder(market.id, symbol));
  const limit = await exchange.createOrder(symbol, 'limit', 'buy', 0.02, price, { clientOrderId: 'ccxt-limit' });
  const stop = await exchange.createOrder(symbol, 'market', 'sell', 0.01, undefined, { stopLossPrice: price + 100 });
  const stopLimit = await exchange.createOrder(symbol, 'limit', 'sell', 0.01, price, { stopLossPrice: price + 100 });
  seen.stop = short(await exchange.fetchOrder(stop.id, symbol));
  seen.stopLimit = short(await exchange.fetchOrder(stopLimit.id, symbol));
  seen.open = (await exchange.fetchOpenOrders(symbol)).map(short);
  seen.limit = short(await exchange.fetchOrder(limit.id, symbol));
  // An amendment in place: the order keeps its id.
  await exchange.editOrder(limit.id, symbol, 'limit', 'buy', 0.03, price - 1);
  seen.edited = short(await exchange.fetchOrder(limit.id, symbol));
  const replaced = await exchange.privatePostEditOrder({ txid: limit.id, pair: 'XBTUSD', volume: '0.04', price: `${price - 2}` });
  seen.replaced = short(await exchange.fetchOrder(replaced.result.txid, symbol));
  await exchange.cancelOrder(replaced.result.txid, symbol);
  seen.canceled = short(await exchange.fetchOrder(replaced.result.txid, symbol));
  await exchange.cancelAllOrders(symbol);
  const sell = await exchange.createOrder(symbol, 'market', 'sell', 0.005);
  seen.sell = short(await exchange.fetchOrder(sell.id, symbol));
  const byCost = await exchange.createMarketBuyOrderWithCost(symbol, 50);
  seen.byCost = short(await exchange.fetchOrder(byCost.id, symbol));
  const post = await exchange.createOrder(symbol, 'limit', 'buy', 0.01, price, { postOnly: true });
  seen.post = short(await exchange.fetchOrder(post.id, symbol));
  const trail = await exchange.createOrder(symbol, 'market', 'sell', 0.01, undefined, { trailingPercent: 5 });
  seen.trail = short(await exchange.fetchOrder(trail.id, symbol));
  const many = await exchange.createOrders([1, 2, 3].map((step) => ({ symbol, type: 'limit', side: 'buy', amount: 0.001, price: price - step })));
  seen.batch = many.length;
  await exchange.cancelOrders(many.map((order) => order.id), symbol);
  await exchange.cancelAllOrders(symbol);
  seen.closed = (await exchange.fetchClosedOrders(symbol)).map(short);
  seen.myTrades = (await exchange.fetchMyTrades(symbol)).map((trade) => ({ id: trade.id, order: trade.order, price: trade.price, amount: trade.amount, fee: trade.fee, side: trade.side }));
  seen.fee = await exchange.fetchTradingFee(symbol).then((fee) => ({ maker: fee.maker, taker: fee.taker }));
  seen.ledger = (await exchange.fetchLedger('USD')).length;
  seen.balance = (await exchange.fetchBalance()).total;
  seen.refusals = {
    tooMuch: await refusal(() => exchange.createOrder(symbol, 'limit', 'buy', 50, price)),
    unknown: await refusal(() => exchange.cancelOrder('OAAAAA-BBBBB-CCCCCC', symbol)),
    missing: await refusal(() => exchange.fetchOrder('OAAAAA-BBBBB-CCCCCC', symbol)),
    tiny: await refusal(() => exchange.createOrder(symbol, 'limit', 'buy', 0.00001, price)),
    wrongSecret: await refusal(() => new ccxt.kraken({ ...options, secret: 'AAAA' }).fetchBalance()),
    wrongKey: await refusal(() => new ccxt.kraken({ ...options, apiKey: 'nobody' }).fetchBalance()),
    oldNonce: await refusal(() => new (class extends ccxt.kraken { nonce() { return 5; } })(options).fetchBalance()),
    badSymbol: await refusal(() => exchange.publicGetTicker({ pair: 'NOPEUSD' })),
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
  const book = await until(() => exchange.watchOrderBook(symbol, 25), () => ++updates >= 20);
  seen.watchedBook = { bid: book.bids[0][0], ask: book.asks[0][0], levels: book.bids.length, updates };
  const ticker = await exchange.watchTicker(symbol);
  seen.watchedTicker = { symbol: ticker.symbol, last: ticker.last };
  seen.watchedBest = Object.keys(await exchange.watchBidsAsks([symbol]));
  const candles = await exchange.watchOHLCV(symbol, '1m');
  seen.watchedCandle = candles[candles.length - 1];
  seen.watchedBalance = (await exchange.watchBalance()).USD.total;

  const price = Math.floor(seen.ticker.last * 0.9);
  // The first call opens the stream, and is answered once there is an event.
  const open = exchange.watchOrders(symbol);
  const first = await exchange.createOrderWs(symbol, 'limit', 'buy', 0.01, price);
  await open;
  const watching = until(() => exchange.watchOrders(symbol), (orders) => orders.some((order) => order.id === first.id && order.status === 'canceled'));
  await exchange.cancelOrderWs(first.id);
  const orders = await watching;
  seen.watchedOrders = orders.filter((order) => order.id === first.id).map(short);
  const fill = exchange.watchMyTrades(symbol);
  await exchange.createOrderWs(symbol, 'market', 'buy', 0.002);
  seen.watchedFill = (await fill).map((trade) => ({ id: trade.id, amount: trade.amount }));
}

try {
  await rest();
  await trading();
  await streams();
  await exchange.close();
  console.log(JSON.stringify(seen));
  process.exit(0);
} catch (error) {
  console.error(error);
  console.log(JSON.stringify(seen));
  process.exit(1);
}
