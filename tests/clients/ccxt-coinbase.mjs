// Drives the simulated exchange with ccxt as a user of Coinbase Advanced Trade would, and prints what it saw as one JSON object.
// Usage: node ccxt-coinbase.mjs http://127.0.0.1:PORT KEY SECRET, the secret as an EC key in PEM with \n for the ends of lines
import ccxt from 'ccxt';

const [address, apiKey, pem] = process.argv.slice(2);
const base = address.replace(/\/$/, '');
const secret = pem.replaceAll('\\n', '\n');
const options = { apiKey, secret, urls: { api: { rest: base, ws: base.replace(/^http/, 'ws') } } };
const symbol = 'BTC/USD';
const seen = { version: ccxt.version };
const exchange = new ccxt.pro.coinbase(options);

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
  seen.taker = markets[symbol].taker;
  seen.currencies = Object.keys(exchange.currencies);
  seen.serverTime = await exchange.fetchTime();
  seen.ohlcv = await exchange.fetchOHLCV(symbol, '1m', undefined, 5);
  const ticker = await exchange.fetchTicker(symbol);
  seen.ticker = { last: ticker.last, bid: ticker.bid, ask: ticker.ask };
  seen.tickers = Object.keys(await exchange.fetchTickers());
  seen.bidsAsks = Object.keys(await exchange.fetchBidsAsks([symbol, 'ETH/USD']));
  const book = await exchange.fetchOrderBook(symbol, 20);
  seen.book = { bids: book.bids.length, asks: book.asks.length, bid: book.bids[0][0], ask: book.asks[0][0] };
  seen.trades = (await exchange.fetchTrades(symbol, undefined, 10)).length;
  seen.accounts = (await exchange.fetchAccounts()).length;
  seen.balanceBefore = (await exchange.fetchBalance()).total;
}

async function trading() {
  const price = Math.floor(seen.ticker.last * 0.9);
  const market = await exchange.createOrder(symbol, 'market', 'buy', 0.01, seen.ticker.last);
  seen.market = short(await exchange.fetchOrder(market.id, symbol));
  const limit = await exchange.createOrder(symbol, 'limit', 'buy', 0.02, price, { client_order_id: 'ccxt-limit' });
  const stop = await exchange.createOrder(symbol, 'limit', 'sell', 0.01, price, { stopLossPrice: price + 100 });
  seen.stop = short(await exchange.fetchOrder(stop.id, symbol));
  seen.open = (await exchange.fetchOpenOrders(symbol)).map(short);
  seen.limit = short(await exchange.fetchOrder(limit.id, symbol));
  await exchange.editOrder(limit.id, symbol, 'limit', 'buy', 0.03, price - 1);
  seen.edited = short(await exchange.fetchOrder(limit.id, symbol));
  seen.held = (await exchange.fetchBalance({ v3: true })).USD;
  await exchange.cancelOrder(limit.id, symbol);
  seen.canceled = short(await exchange.fetchOrder(limit.id, symbol));
  await exchange.cancelOrders([stop.id], symbol);
  seen.preview = (await exchange.createOrder(symbol, 'limit', 'buy', 0.02, price, { preview: true })).info ?? {};
  const sell = await exchange.createOrder(symbol, 'market', 'sell', 0.005);
  seen.sell = short(await exchange.fetchOrder(sell.id, symbol));
  seen.immediate = short(await exchange.createOrder(symbol, 'limit', 'buy', 0.001, price, { timeInForce: 'IOC' }).then((order) => exchange.fetchOrder(order.id, symbol)));
  const byCost = await exchange.createMarketBuyOrderWithCost(symbol, 50);
  seen.byCost = short(await exchange.fetchOrder(byCost.id, symbol));
  seen.closed = (await exchange.fetchClosedOrders(symbol)).map(short);
  seen.orders = (await exchange.fetchOrders(symbol)).map(short);
  seen.myTrades = (await exchange.fetchMyTrades(symbol)).map((trade) => ({ id: trade.id, order: trade.order, price: trade.price, amount: trade.amount, fee: trade.fee, side: trade.side, takerOrMaker: trade.takerOrMaker }));
  seen.fee = (await exchange.fetchTradingFees({ type: 'spot' }))[symbol].taker;
  seen.balance = (await exchange.fetchBalance()).total;
  seen.refusals = {
    tooMuch: await refusal(() => exchange.createOrder(symbol, 'limit', 'buy', 50, price)),
    crossing: await refusal(() => exchange.createOrder(symbol, 'limit', 'buy', 0.01, seen.ticker.last * 1.1, { postOnly: true })),
    reached: await refusal(() => exchange.createOrder(symbol, 'limit', 'sell', 0.01, price, { stopLossPrice: seen.ticker.last * 1.1 })),
    unknown: await refusal(() => exchange.cancelOrder('00000000-0000-0000-0000-000000000000', symbol)),
    missing: await refusal(() => exchange.fetchOrder('00000000-0000-0000-0000-000000000000', symbol)),
    wrongKey: await refusal(() => new ccxt.coinbase({ ...options, apiKey: `${apiKey}x` }).fetchBalance()),
    wrongSecret: await refusal(() => new ccxt.coinbase({ ...options, apiKey: 'old-key', secret: 'wrong' }).fetchBalance()),
  };
  seen.oldKey = (await new ccxt.coinbase({ ...options, apiKey: 'old-key', secret: 'old-secret' }).fetchBalance()).total;
  seen.ed25519 = (await new ccxt.coinbase({ ...options, apiKey: 'ed25519-key', secret: ed25519 }).fetchBalance()).total;
}

// Seed and public part of the first example of RFC 8032.
const ed25519 = 'nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2DXWpgBgrEKt9VL/tPJZAc6DuFy89qmIyWvAhpo9wdRGg==';

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
  seen.watchedTicker = { symbol: ticker.symbol, last: ticker.last, bid: ticker.bid };

  // The orders are placed when the channel is open, which its first message tells.
  await exchange.watchOrders();
  // What comes while nobody waits is in the cache of orders all the same.
  const find = (clientOrderId, status) => Array.from(exchange.orders ?? []).filter((order) => order.clientOrderId === clientOrderId && order.status === status).map(short);
  const price = Math.floor(seen.ticker.last * 0.9);
  const placed = await exchange.createOrder(symbol, 'limit', 'buy', 0.01, price, { client_order_id: 'ccxt-watched' });
  await exchange.cancelOrder(placed.id, symbol);
  await exchange.createOrder(symbol, 'market', 'buy', 0.002, seen.ticker.last, { client_order_id: 'ccxt-filled' });
  while (find('ccxt-watched', 'canceled').length === 0 || find('ccxt-filled', 'closed').length === 0) await Promise.race([exchange.watchOrders(), exchange.sleep(100)]);
  seen.watchedOrders = find('ccxt-watched', 'canceled');
  seen.watchedFill = find('ccxt-filled', 'closed');
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
