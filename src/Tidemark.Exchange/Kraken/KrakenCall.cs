using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Kraken;

/// <summary>A request that passed the gate, on its way to an endpoint; REST and the WebSocket API make the same ones.</summary>
internal sealed class KrakenCall(KrakenVenue venue, CallParameters parameters, ExchangeAccount? account)
{
    public KrakenVenue Venue { get; } = venue;

    public CallParameters Parameters { get; } = parameters;

    public ExchangeAccount Account => account!;

    public ExchangeCore Core => Venue.Core;

    public Instant Now => Core.Now;

    /// <summary>The market of the parameter <c>pair</c>.</summary>
    public KrakenPair Pair() => Venue.Pairs.Find(Parameters.Require("pair")) ?? throw KrakenError.UnknownPair();

    /// <summary>The markets of a list of pairs; all where there is none.</summary>
    public IReadOnlyList<KrakenPair> Pairs()
    {
        var names = Parameters.List("pair");
        return names.Count == 0 ? Venue.Pairs.All : [.. names.Select(name => Venue.Pairs.Find(name) ?? throw KrakenError.UnknownPair())];
    }

    /// <summary>The live order that an id of the venue, of the client, or a user reference names.</summary>
    public ExchangeOrder LiveOrder(string idName = "txid")
    {
        var order = Parameters[idName] is { } id ? Venue.Find(Account, id)
            : Parameters["cl_ord_id"] is { } clientId ? Venue.FindByClientId(Account, clientId)
            : throw KrakenError.Arguments(idName);
        return order is { IsLive: true } ? order : throw KrakenError.UnknownOrder();
    }
}
