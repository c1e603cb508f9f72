using System.Text.Json;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>Messages of the user data streams of contracts.</summary>
internal static class FuturesUserMessages
{
    public static byte[] Order(ExecutionReport report, Instant now) => Event("ORDER_TRADE_UPDATE", now, json =>
    {
        var (order, fill, original) = (report.Order, report.Fill, FuturesText.Original(report.Order));
        var terms = order.Ticket.Contract ?? ContractTerms.Usual;
        json.WriteStartObject("o");
        json.WriteString("s", order.Market.Rules.Symbol);
        json.WriteString("c", order.ClientOrderId);
        json.WriteString("S", OrderText.Side(order.Side));
        json.WriteString("o", FuturesText.Type(order.Ticket));
        json.WriteString("f", FuturesText.Force(order.Ticket));
        json.Plain("q", order.Quantity);
        json.Plain("p", order.Ticket.Price ?? 0);
        json.Plain("ap", order.Executed == 0 ? 0 : order.ExecutedQuote / order.Executed);
        json.Plain("sp", original.StopPrice ?? 0);
        json.WriteString("x", terms.IsForced && fill is not null ? "CALCULATED" : KindOf(report.Kind));
        json.WriteString("X", OrderText.State(order.State));
        json.WriteNumber("i", order.Id);
        json.Plain("l", fill?.Quantity ?? 0);
        json.Plain("z", order.Executed);
        json.Plain("L", fill?.Price ?? 0);
        json.WriteString("N", fill?.FeeAsset ?? ContractCore.MarginAsset);
        json.Put("n", fill?.Fee ?? 0);
        json.Put("T", order.UpdatedAt);
        json.WriteNumber("t", fill?.TradeId ?? 0);
        json.WriteString("b", "0");
        json.WriteString("a", "0");
        json.WriteBoolean("m", fill?.IsMaker ?? false);
        json.WriteBoolean("R", terms.ReduceOnly);
        json.WriteString("wt", FuturesText.WorkingType(original));
        json.WriteString("ot", FuturesText.Type(original));
        json.WriteString("ps", FuturesText.Position(terms.Position));
        json.WriteBoolean("cp", terms.ClosesPosition);
        json.Put("rp", fill?.RealizedPnl ?? 0);
        json.WriteBoolean("pP", false);
        json.WriteNumber("si", 0);
        json.WriteNumber("ss", 0);
        json.WriteString("V", OrderText.Prevention(order.Ticket.Prevention));
        json.WriteString("pm", "NONE");
        json.WriteNumber("gtd", order.Ticket.ExpiresAt?.UnixMilliseconds ?? 0);
        json.WriteEndObject();
    });

    /// <summary>A fill in few words, before the long message.</summary>
    public static byte[] TradeLite(ExchangeFill fill, Instant now) => Event("TRADE_LITE", now, json =>
    {
        json.WriteString("s", fill.Order.Market.Rules.Symbol);
        json.Plain("q", fill.Order.Quantity);
        json.Plain("p", fill.Order.Ticket.Price ?? 0);
        json.WriteBoolean("m", fill.IsMaker);
        json.WriteString("c", fill.Order.ClientOrderId);
        json.WriteString("S", OrderText.Side(fill.Order.Side));
        json.Plain("L", fill.Price);
        json.Plain("l", fill.Quantity);
        json.WriteNumber("t", fill.TradeId);
        json.WriteNumber("i", fill.Order.Id);
    });

    public static byte[] Account(ContractAccount account, Margin margin, AccountChange reason, IEnumerable<ContractPosition> positions, decimal change, Instant now) => Event("ACCOUNT_UPDATE", now, json =>
    {
        json.WriteStartObject("a");
        json.WriteString("m", NameOf(reason));
        json.WriteStartArray("B");
        json.WriteStartObject();
        json.WriteString("a", ContractCore.MarginAsset);
        json.Put("wb", margin.Wallet);
        json.Put("cw", margin.CrossWallet);
        json.Put("bc", change);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("P");
        foreach (var position in positions)
        {
            json.WriteStartObject();
            json.WriteString("s", position.Market.Rules.Symbol);
            json.Plain("pa", position.Quantity);
            json.Plain("ep", position.EntryPrice);
            json.Plain("bep", position.EntryPrice);
            json.Plain("cr", position.RealizedPnl);
            json.Plain("up", margin.Pnl(position));
            json.WriteString("mt", account.IsIsolated(position.Market) ? "isolated" : "cross");
            json.Put("iw", position.IsolatedWallet);
            json.WriteString("ps", FuturesText.Position(position.Side));
            json.WriteString("ma", ContractCore.MarginAsset);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static byte[] MarginCall(ContractAccount account, Margin margin, IEnumerable<ContractPosition> positions, Func<Market, decimal> markOf, Instant now) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("e", "MARGIN_CALL");
        json.Put("E", now);
        json.Put("cw", margin.CrossWallet);
        json.WriteStartArray("p");
        foreach (var position in positions)
        {
            json.WriteStartObject();
            json.WriteString("s", position.Market.Rules.Symbol);
            json.WriteString("ps", FuturesText.Position(position.Side));
            json.Plain("pa", position.Quantity);
            json.WriteString("mt", account.IsIsolated(position.Market) ? "ISOLATED" : "CROSSED");
            json.Put("iw", position.IsolatedWallet);
            json.Put("mp", markOf(position.Market));
            json.Put("up", margin.Pnl(position));
            json.Put("mm", margin.Maintenance(position));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static byte[] Algo(ExchangeOrder order, AlgoEvent what, Instant now) => Event("ALGO_UPDATE", now, json =>
    {
        var ticket = FuturesText.Original(order);
        json.WriteStartObject("o");
        json.WriteString("caid", ticket.ClientOrderId);
        json.WriteNumber("aid", order.Id);
        json.WriteString("at", "CONDITIONAL");
        json.WriteString("o", FuturesText.Type(ticket));
        json.WriteString("s", order.Market.Rules.Symbol);
        json.WriteString("S", OrderText.Side(order.Side));
        json.WriteString("ps", FuturesText.Position(ticket.Contract!.Position));
        json.WriteString("f", FuturesText.Force(ticket));
        json.Plain("q", ticket.Quantity ?? 0);
        json.WriteString("X", what.ToString().ToUpperInvariant());
        json.WriteString("ai", order.TriggeredAt is null ? "" : order.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.Plain("ap", order.Executed == 0 ? 0 : order.ExecutedQuote / order.Executed);
        json.Plain("aq", order.Executed);
        json.WriteString("act", order.TriggeredAt is null ? "0" : FuturesText.Type(order.Ticket));
        json.Plain("tp", ticket.StopPrice ?? 0);
        json.Plain("p", ticket.Price ?? 0);
        json.WriteString("V", OrderText.Prevention(ticket.Prevention));
        json.WriteString("wt", FuturesText.WorkingType(ticket));
        json.WriteString("pm", "NONE");
        json.WriteBoolean("cp", ticket.Contract.ClosesPosition);
        json.WriteBoolean("pP", false);
        json.WriteBoolean("R", ticket.Contract.ReduceOnly);
        json.WriteNumber("tt", order.TriggeredAt?.UnixMilliseconds ?? 0);
        json.WriteNumber("gtd", ticket.ExpiresAt?.UnixMilliseconds ?? 0);
        json.WriteEndObject();
    });

    public static byte[] Leverage(Market market, int leverage, Instant now) => Event("ACCOUNT_CONFIG_UPDATE", now, json =>
    {
        json.WriteStartObject("ac");
        json.WriteString("s", market.Rules.Symbol);
        json.WriteNumber("l", leverage);
        json.WriteEndObject();
    });

    private static string NameOf(AccountChange reason) => reason switch
    {
        AccountChange.FundingFee => "FUNDING_FEE",
        AccountChange.InsuranceClear => "INSURANCE_CLEAR",
        AccountChange.MarginType => "MARGIN_TYPE_CHANGE",
        AccountChange.MarginTransfer => "MARGIN_TRANSFER",
        _ => "ORDER",
    };

    private static string KindOf(ReportKind kind) => kind switch
    {
        ReportKind.New => "NEW",
        ReportKind.Trade => "TRADE",
        ReportKind.Canceled => "CANCELED",
        ReportKind.Replaced => "AMENDMENT",
        _ => "EXPIRED",
    };

    private static byte[] Event(string kind, Instant now, Action<Utf8JsonWriter> write) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("e", kind);
        json.Put("E", now);
        json.Put("T", now);
        write(json);
        json.WriteEndObject();
    });
}
