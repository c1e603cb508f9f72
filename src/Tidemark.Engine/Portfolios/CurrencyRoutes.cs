using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Portfolios;

/// <summary>
/// How every asset of every account is valued in one currency: directly, or through the prices of the session's instruments, the
/// shortest way first. Rates follow the last known prices.
/// </summary>
internal sealed class CurrencyRoutes
{
    private readonly string currency;
    private readonly double[] prices;
    private readonly List<Route> routes = [];
    private readonly double[] rates;
    private readonly bool[] isOnRoute;
    private readonly int[] directNode;
    private readonly Dictionary<(string Venue, string Asset), int> nodes = [];

    /// <param name="setup">The session.</param>
    /// <param name="prices">The last price of each instrument, NaN before the first; shared with the portfolio.</param>
    /// <exception cref="BadInputException">An asset cannot be converted: the message names it.</exception>
    public CurrencyRoutes(SessionSetup setup, double[] prices)
    {
        currency = setup.Currency;
        this.prices = prices;
        foreach (var instrument in setup.Instruments)
        {
            NodeOf(instrument.Id.Venue, instrument.Id.Base);
            NodeOf(instrument.Id.Venue, instrument.Id.Quote);
            if (instrument.Id.Settle is { } settle && settle != instrument.Id.Base && settle != instrument.Id.Quote)
                throw new BadInputException($"{instrument.Id}: contracts that are settled in neither of their two currencies are not supported");
        }
        foreach (var account in setup.Accounts)
            foreach (var balance in account.Balances) NodeOf(account.Venue, balance.Asset);
        rates = new double[nodes.Count];
        Array.Fill(rates, double.NaN);
        FindRoutes(setup);
        isOnRoute = [.. setup.Instruments.Select((_, index) => routes.Any(route => route.Instrument == index))];
        directNode = [.. setup.Instruments.Select((_, index) => DirectNodeOf(index))];
    }

    /// <summary>The value of one unit of every asset in the currency, by node.</summary>
    public double[] Rates => rates;

    /// <summary>The value of one unit of an asset in the currency; NaN while a price on the way is not known.</summary>
    public double RateAt(int node) => rates[node];

    /// <exception cref="BadInputException">The asset is not part of the session.</exception>
    public int IndexOf(string venue, string asset) => nodes.TryGetValue((venue, asset), out var node)
        ? node
        : throw new BadInputException($"no price converts {asset} at {venue} to {currency}: add an instrument that does");

    /// <summary>Takes the new price of an instrument into account.</summary>
    /// <param name="instrument">Its number.</param>
    /// <param name="price">The new price, which stands among the prices already.</param>
    public void PriceChanged(int instrument, double price)
    {
        var direct = directNode[instrument];
        if (direct >= 0)
        {
            rates[direct] = price;
            return;
        }
        if (isOnRoute[instrument]) FollowRoutes();
    }

    private void FollowRoutes()
    {
        foreach (ref readonly var route in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(routes))
        {
            if (route.Instrument < 0) rates[route.Node] = rates[route.Via];
            else rates[route.Node] = route.IsInverse ? rates[route.Via] / prices[route.Instrument] : rates[route.Via] * prices[route.Instrument];
        }
    }

    /// <summary>The asset whose rate is simply this instrument's price: quoted in the currency itself, and no other rate built on it. Else -1.</summary>
    private int DirectNodeOf(int instrument)
    {
        var found = routes.FindIndex(route => route.Instrument == instrument);
        if (found < 0 || routes[found].IsInverse || rates[routes[found].Via] != 1) return -1;
        var node = routes[found].Node;
        return routes.Exists(route => route.Via == node) ? -1 : node;
    }

    private int NodeOf(string venue, string asset)
    {
        if (!nodes.TryGetValue((venue, asset), out var node)) nodes[(venue, asset)] = node = nodes.Count;
        return node;
    }

    private void FindRoutes(SessionSetup setup)
    {
        var known = new bool[nodes.Count];
        foreach (var ((_, asset), node) in nodes)
        {
            if (asset != currency) continue;
            known[node] = true;
            rates[node] = 1;
        }
        while (TryExtend(setup, known) || TryBridge(known)) { }
        foreach (var ((venue, asset), node) in nodes)
            if (!known[node])
                throw new BadInputException($"no price converts {asset} at {venue} to {currency}: add an instrument that does, or choose another --currency");
    }

    private bool TryExtend(SessionSetup setup, bool[] known)
    {
        var reached = known.AsSpan().ToArray();
        var found = false;
        for (var index = 0; index < setup.Instruments.Length; index++)
        {
            var id = setup.Instruments[index].Id;
            var (baseNode, quoteNode) = (nodes[(id.Venue, id.Base)], nodes[(id.Venue, id.Quote)]);
            if (reached[quoteNode] && !known[baseNode]) routes.Add(new Route(baseNode, quoteNode, index, false));
            else if (reached[baseNode] && !known[quoteNode]) routes.Add(new Route(quoteNode, baseNode, index, true));
            else continue;
            known[routes[^1].Node] = true;
            found = true;
        }
        return found;
    }

    /// <summary>The same asset at another venue is worth the same, where nothing better is known.</summary>
    private bool TryBridge(bool[] known)
    {
        foreach (var ((_, asset), node) in nodes)
        {
            if (known[node]) continue;
            foreach (var ((_, otherAsset), other) in nodes)
            {
                if (otherAsset != asset || !known[other]) continue;
                routes.Add(new Route(node, other, -1, false));
                known[node] = true;
                return true;
            }
        }
        return false;
    }

    private readonly record struct Route(int Node, int Via, int Instrument, bool IsInverse);
}
