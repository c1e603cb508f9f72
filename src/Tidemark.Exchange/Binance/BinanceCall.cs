using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Binance;

/// <summary>A request that passed the gate, on its way to an endpoint; REST and WebSocket API make the same ones.</summary>
internal sealed class BinanceCall(BinanceVenue venue, CallParameters parameters, ExchangeAccount? account)
{
    public BinanceVenue Venue { get; } = venue;

    public CallParameters Parameters { get; } = parameters;

    public ExchangeAccount Account => account!;

    public ExchangeCore Core => Venue.Core;

    public Instant Now => Core.Now;

    /// <summary>The market of the parameter <c>symbol</c>.</summary>
    public Market Market() => MarketOf(Parameters.Require("symbol"));

    public Market MarketOf(string symbol) => Core.FindMarket(symbol) ?? throw new BinanceError(-1121, "Invalid symbol.");

    /// <summary>The order that <c>orderId</c> or <c>origClientOrderId</c> names.</summary>
    /// <param name="code">The venue's code for an order that is not there.</param>
    public ExchangeOrder Order(Market market, int code = -2013, string idName = "orderId", string clientIdName = "origClientOrderId")
    {
        var order = Parameters.Whole(idName) is { } id ? Core.Ledger.Find(Account, market, id)
            : Parameters[clientIdName] is { } clientId ? Core.Ledger.Find(Account, market, clientId)
            : throw new BinanceError(-1102, $"Param '{clientIdName}' or '{idName}' must be sent, but both were empty/null!");
        return order ?? throw new BinanceError(code, code == -2013 ? "Order does not exist." : "Unknown order sent.");
    }

    /// <summary>A client id for a request that brought none.</summary>
    public string NewId(string name) => Parameters[name] is { } given ? CheckedId(name, given) : BinanceVenue.NextId();

    private static string CheckedId(string name, string given) =>
        given.Length <= 36 && given.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or ':' or '/' or '_' or '-') ? given
            : throw new BinanceError(-1100, $"Illegal characters found in parameter '{name}'; legal range is '^[\\.A-Z\\:/a-z0-9_-]{{1,36}}$'.");
}
