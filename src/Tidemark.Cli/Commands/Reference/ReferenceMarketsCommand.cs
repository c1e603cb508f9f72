using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Commands.Reference;

/// <summary><c>reference markets</c>: the largest coins.</summary>
internal static class ReferenceMarketsCommand
{
    private static readonly Option<int> Top = new("--top") { Description = "How many, at most 250", HelpName = "N", DefaultValueFactory = _ => 20 };
    private static readonly Option<string[]> Coins = new("--coin") { Description = "Only this coin, repeatable: bitcoin", HelpName = "COIN" };

    public static Command Create() =>
        new Command("markets", "The largest coins by market capitalisation, from CoinGecko")
            .With(Top, Coins, ReferenceOptions.Currency, ReferenceOptions.BaseUrl, CommonOptions.Json)
            .Example("reference markets --top 10")
            .HandleAsync(Run);

    private static async Task<int> Run(CommandContext context)
    {
        if (context.Get(Top) is < 1 or > 250) throw new BadInputException("--top: is from 1 to 250");
        using var source = ReferenceOptions.Open(context);
        var coins = context.Get(Coins) is { Length: > 0 } named ? named : null;
        var reading = ReferenceOptions.Require(context, await source.ReadMarketsAsync(context.Get(ReferenceOptions.Currency)!, context.Get(Top), coins, context.Cancellation).ConfigureAwait(false));
        var table = new TextTable(">rank", "coin", "symbol", ">price", ">24 h", ">market cap", ">volume 24 h", ">circulating", ">all-time high");
        foreach (var market in reading.Value)
            table.Add(market.Rank?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-", market.Coin, market.Symbol, ReferenceOptions.Number(market.Price), ReferenceOptions.Percent(market.Change24Hours), ReferenceOptions.Number(market.MarketCap),
                ReferenceOptions.Number(market.Volume24Hours), ReferenceOptions.Number(market.CirculatingSupply), ReferenceOptions.Number(market.AllTimeHigh));
        table.WriteTo(context.Output);
        ReferenceOptions.WriteAge(context, reading);
        context.WriteJson(json =>
        {
            json.WriteStartObject();
            ReferenceOptions.WriteAge(json, reading);
            json.WriteString("currency", context.Get(ReferenceOptions.Currency));
            json.WriteStartArray("markets");
            foreach (var market in reading.Value)
            {
                json.WriteStartObject();
                json.WriteString("coin", market.Coin);
                json.WriteString("symbol", market.Symbol);
                json.WriteString("name", market.Name);
                ReferenceOptions.WriteNumber(json, "rank", market.Rank);
                ReferenceOptions.WriteNumber(json, "price", market.Price);
                ReferenceOptions.WriteNumber(json, "marketCap", market.MarketCap);
                ReferenceOptions.WriteNumber(json, "volume24Hours", market.Volume24Hours);
                ReferenceOptions.WriteNumber(json, "high24Hours", market.High24Hours);
                ReferenceOptions.WriteNumber(json, "low24Hours", market.Low24Hours);
                ReferenceOptions.WriteNumber(json, "change24Hours", market.Change24Hours);
                ReferenceOptions.WriteNumber(json, "circulatingSupply", market.CirculatingSupply);
                ReferenceOptions.WriteNumber(json, "totalSupply", market.TotalSupply);
                ReferenceOptions.WriteNumber(json, "maximumSupply", market.MaximumSupply);
                ReferenceOptions.WriteNumber(json, "allTimeHigh", market.AllTimeHigh);
                if (market.UpdatedAt is { } updated) json.WriteString("updatedAt", updated.ToString());
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return TidemarkCommandLine.Success;
    }
}
