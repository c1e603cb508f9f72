// Drives the perpetuals of the simulated exchange with ccxt as a user would, and prints what it saw as one JSON object.
// Usage: node ccxt-binanceusdm.mjs http://127.0.0.1:PORT KEY SECRET
import ccxt from 'ccxt';

const [address, apiKey, secret] = process.argv.slice(2);
const base = address.replace(/\/$/, '');
const socket = base.replace(/^http/, 'ws');
const symbol = 'BTC/USDT:USDT';
const seen = { version: ccxt.version };
const exchange = new ccxt.pro.binanceusdm({
  apiKey,
  secret,
  urls: {
    api: {
      public: `${base}/api/v3`,
      private: `${base}/api/v3`,
      sapi: `${base}/sapi/v1`,
      fapiPublic: `${base}/fapi/v1`,
      fapiPublicV2: `${base}/fapi/v2`,
      fapiPrivate: `${base}/fapi/v1`,
      fapiPrivateV2: `${base}/fapi/v2`,
      fapiPrivateV3: `${base}/fapi/v3`,
      ws: { future: `${socket}/fstream.binance.com/ws` },
    },
  },
});

const short = (order) => ({ id: order.id, clientOrderId: order.clientOrderId, status: order.status, type: order.type, side: order.side, price: order.price, triggerPrice: order.triggerPrice, amount: order.amount, filled: order.filled, average: order.average, reduceOnly: order.reduceOnly });

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
  seen.markets = Object.keys(await exchange.loadMarkets());
  seen.market = (({ linear, swap, contractSize, precision, limits }) => ({ linear, swap, contractSize, precision, limits }))(exchange.market(symbol));
  seen.ohlcv = await exchange.fetchOHLCV(symbol, '1m', undefined, 5);
  seen.markOhlcv = (await exchange.fetchMarkOHLCV(symbol, '1m', undefined, 3)).length;
  seen.indexOhlcv = (await exchange.fetchIndexOHLCV(symbol, '1m', undefined, 3)).length;
  seen.ticker = (({ last, high, low, baseVolume }) => ({ last, high, low, baseVolume }))(await exchange.fetchTicker(symbol));
  seen.tickers = Object.keys(await exchange.fetchTickers());
  seen.bidsAsks = Object.keys(await exchange.fetchBidsAsks());
  const book = await exchange.fetchOrderBook(symbol, 20);
  seen.book = { bids: book.bids.length, asks: book.asks.length, bid: book.bids[0][0], ask: book.asks[0][0] };
  seen.trades = (await exchange.fetchTrades(symbol, undefined, 10)).length;
  const funding = await exchange.fetchFundingRate(symbol);
  seen.funding = { rate: funding.fundingRate, mark: funding.markPrice, index: funding.indexPrice, next: funding.fundingTimestamp };
  seen.fundingHistory = (await exchange.fetchFundingRateHistory(symbol)).length;
  seen.interest = (await exchange.fetchOpenInterest(symbol)).openInterestAmount;
  seen.tiers = (await exchange.fetchLeverageTiers([symbol]))[symbol].length;
  seen.fee = (await exchange.fetchTradingFee(symbol)).taker;
  seen.balanceBefore = (await exchange.fetchBalance()).USDT;
}

async function trading() {
  const low = Math.floor(seen.ticker.last * 0.97);
  seen.leverage = (await exchange.setLeverage(10, symbol)).leverage;
  await exchange.setMarginMode('isolated', symbol);
  await exchange.setMarginMode('cross', symbol);
  seen.mode = (await exchange.fetchPositionMode(symbol)).hedged;
  seen.bought = short(await exchange.createOrder(symbol, 'market', 'buy', 0.05));
  const limit = await exchange.createOrder(symbol, 'limit', 'buy', 0.01, low, { clientOrderId: 'usdm-limit' });
  seen.limit = short(limit);
  const stop = await exchange.createOrder(symbol, 'market', 'sell', 0.05, undefined, { stopLossPrice: low - 100, reduceOnly: true });
  seen.stop = short(stop);
  const target = await exchange.createOrder(symbol, 'limit', 'sell', 0.01, Math.ceil(seen.ticker.last * 1.04), { reduceOnly: true, timeInForce: 'GTX' });
  seen.target = short(target);
  seen.open = (await exchange.fetchOpenOrders(symbol)).map(short);
  seen.openStops = (await exchange.fetchOpenOrders(symbol, undefined, undefined, { trigger: true })).map(short);
  seen.fetched = short(await exchange.fetchOrder(limit.id, symbol));
  seen.edited = short(await exchange.editOrder(limit.id, symbol, 'limit', 'buy', 0.02, low - 10));
  seen.positions = (await exchange.fetchPositions([symbol])).map(({ side, contracts, entryPrice, markPrice, liquidationPrice, leverage, marginMode, unrealizedPnl, notional, initialMargin, maintenanceMargin }) =>
    ({ side, contracts, entryPrice, markPrice, liquidationPrice, leverage, marginMode, unrealizedPnl, notional, initialMargin, maintenanceMargin }));
  seen.canceled = short(await exchange.cancelOrder(limit.id, symbol));
  seen.stopCanceled = await refusal(() => exchange.cancelOrder(stop.id, symbol, { trigger: true }));
  await exchange.cancelAllOrders(symbol);
  seen.batch = (await exchange.createOrders([
    { symbol, type: 'limit', side: 'buy', amount: 0.01, price: low },
    { symbol, type: 'limit', side: 'buy', amount: 0.01, price: low - 20 },
  ])).map(short);
  seen.batchCanceled = (await exchange.cancelOrders(seen.batch.map((order) => order.id), symbol)).length;
  seen.reduced = short(await exchange.createOrder(symbol, 'market', 'sell', 0.02, undefined, { reduceOnly: true }));
  seen.orders = (await exchange.fetchOrders(symbol)).map(short);
  seen.myTrades = (await exchange.fetchMyTrades(symbol)).map((trade) => ({ id: trade.id, order: trade.order, price: trade.price, amount: trade.amount, side: trade.side, fee: trade.fee }));
  seen.ledger = (await exchange.fetchLedger('USDT').catch((error) => error.constructor.name));
  seen.balance = (await exchange.fetchBalance()).USDT;
  seen.refusals = {
    tooMuch: await refusal(() => exchange.createOrder(symbol, 'limit', 'buy', 100, low)),
    reduceNothing: await refusal(() => exchange.createOrder(symbol, 'market', 'buy', 0.01, undefined, { reduceOnly: true })),
    unknown: await refusal(() => exchange.cancelOrder('99999999', symbol)),
    wrongSide: await refusal(() => exchange.createOrder(symbol, 'market', 'buy', 0.01, undefined, { positionSide: 'LONG' })),
    postOnly: await refusal(() => exchange.createOrder(symbol, 'limit', 'buy', 0.01, Math.ceil(seen.ticker.last * 1.02), { postOnly: true })),
    tiny: await refusal(() => exchange.createOrder(symbol, 'limit', 'buy', 0.0001, low)),
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
  seen.watchedTrade = (await exchange.watchTrades(symbol))[0].symbol;
  let updates = 0;
  const book = await until(() => exchange.watchOrderBook(symbol), () => ++updates >= 10);
  seen.watchedBook = { bid: book.bids[0][0], ask: book.asks[0][0], levels: book.bids.length };
  seen.watchedTicker = (await exchange.watchTicker(symbol)).last;
  seen.watchedBest = Object.keys(await exchange.watchBidsAsks([symbol]));
  seen.watchedMark = (await exchange.watchMarkPrice(symbol)).markPrice;
  seen.watchedCandle = (await exchange.watchOHLCV(symbol, '1m')).length;
  await exchange.authenticate({ type: 'future' });
  const watching = until(() => exchange.watchOrders(symbol), (orders) => orders.some((order) => order.clientOrderId === 'usdm-watched' && order.status === 'canceled'));
  const positions = exchange.watchPositions([symbol]);
  const balance = exchange.watchBalance();
  const placed = await exchange.createOrder(symbol, 'limit', 'buy', 0.01, Math.floor(seen.ticker.last * 0.97), { clientOrderId: 'usdm-watched' });
  await exchange.cancelOrder(placed.id, symbol);
  seen.watchedOrders = (await watching).filter((order) => order.clientOrderId === 'usdm-watched').map(short);
  const fill = exchange.watchMyTrades(symbol);
  await exchange.createOrder(symbol, 'market', 'sell', 0.01, undefined, { reduceOnly: true });
  seen.watchedFill = (await fill).map((trade) => ({ id: trade.id, amount: trade.amount }));
  seen.watchedPositions = (await positions).map(({ side, contracts }) => ({ side, contracts }));
  seen.watchedBalance = (await balance).USDT;
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
