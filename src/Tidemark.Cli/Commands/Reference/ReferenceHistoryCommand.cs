using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Commands.Reference;

/// <summary><c>reference history</c>: bars of a coin over all venues, or its price, capitalisation and volume.</summary>
internal static class ReferenceHistoryCommand
{
    private static readonly Argument<string> Coin = new("COIN") { Description = "CoinGecko's name of a coin: bitcoin" };
    private static readonly Option<bool> Chart = new("--chart") { Description = "Price, market capitalisation and volume instead of bars" };

    public static Command Create() =>
        new Command("history", "Bars of a coin over all venues, from CoinGecko, which chooses their length: half an hour up to 2 days, 4 hours up to 30, else 4 days")
            .With(Coin, Chart, ReferenceOptions.Days, ReferenceOptions.Currency, ReferenceOptions.BaseUrl, CommonOptions.Json)
            .Example("reference history bitcoin --days 30")
            .Example("reference history bitcoin --chart --days 90 --json -")
            .HandleAsync(Run);

    private static async Task<int> Run(CommandContext context)
    {
        using var source = ReferenceOptions.Open(context);
        var (coin, currency, days) = (context.Get(Coin)!, context.Get(ReferenceOptions.Currency)!, ReferenceOptions.DaysOf(context));
        if (context.Get(Chart)) await WriteChart(context, source, coin, currency, days).ConfigureAwait(false);
        else await WriteBars(context, source, coin, currency, days).ConfigureAwait(false);
        return TidemarkCommandLine.Success;
    }

    private static async Task WriteBars(CommandContext context, Venues.Reference.CoinGecko source, string coin, string currency, int days)
    {
        var reading = ReferenceOptions.Require(context, await source.ReadBarsAsync(coin, currency, days, context.Cancellation).ConfigureAwait(false));
        var table = new TextTable("closed", ">open", ">high", ">low", ">close");
        foreach (var bar in reading.Value) table.Add(bar.CloseTime.ToString(), ReferenceOptions.Number(bar.Open), ReferenceOptions.Number(bar.High), ReferenceOptions.Number(bar.Low), ReferenceOptions.Number(bar.Close));
        table.WriteTo(context.Output);
        ReferenceOptions.WriteAge(context, reading);
        context.WriteJson(json =>
        {
            json.WriteStartObject();
            ReferenceOptions.WriteAge(json, reading);
            json.WriteString("coin", coin);
            json.WriteString("currency", currency);
            json.WriteStartArray("bars");
            foreach (var bar in reading.Value)
            {
                json.WriteStartObject();
                json.WriteString("closeTime", bar.CloseTime.ToString());
                json.WriteNumber("open", bar.Open);
                json.WriteNumber("high", bar.High);
                json.WriteNumber("low", bar.Low);
                json.WriteNumber("close", bar.Close);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task WriteChart(CommandContext context, Venues.Reference.CoinGecko source, string coin, string currency, int days)
    {
        var reading = ReferenceOptions.Require(context, await source.ReadChartAsync(coin, currency, days, context.Cancellation).ConfigureAwait(false));
        var table = new TextTable("time", ">price", ">market cap", ">volume 24 h");
        foreach (var point in reading.Value) table.Add(point.Time.ToString(), ReferenceOptions.Number(point.Price), ReferenceOptions.Number(point.MarketCap), ReferenceOptions.Number(point.Volume24Hours));
        table.WriteTo(context.Output);
        ReferenceOptions.WriteAge(context, reading);
        context.WriteJson(json =>
        {
            json.WriteStartObject();
            ReferenceOptions.WriteAge(json, reading);
            json.WriteString("coin", coin);
            json.WriteString("currency", currency);
            json.WriteStartArray("points");
            foreach (var point in reading.Value)
            {
                json.WriteStartObject();
                json.WriteString("time", point.Time.ToString());
                ReferenceOptions.WriteNumber(json, "price", point.Price);
                ReferenceOptions.WriteNumber(json, "marketCap", point.MarketCap);
                ReferenceOptions.WriteNumber(json, "volume24Hours", point.Volume24Hours);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
