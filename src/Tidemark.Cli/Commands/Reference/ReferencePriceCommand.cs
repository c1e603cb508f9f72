using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Commands.Reference;

/// <summary><c>reference price</c>: prices of coins over all venues.</summary>
internal static class ReferencePriceCommand
{
    private static readonly Argument<string[]> Coins = new("COIN") { Description = "CoinGecko's names of coins: bitcoin, ethereum", Arity = ArgumentArity.OneOrMore };

    public static Command Create() =>
        new Command("price", "Prices, market capitalisations and volumes of coins over all venues, from CoinGecko")
            .With(Coins, ReferenceOptions.Currency, ReferenceOptions.BaseUrl, CommonOptions.Json)
            .Example("reference price bitcoin ethereum --currency usd")
            .HandleAsync(Run);

    private static async Task<int> Run(CommandContext context)
    {
        using var source = ReferenceOptions.Open(context);
        var coins = context.Get(Coins)!;
        var reading = ReferenceOptions.Require(context, await source.ReadPricesAsync(coins, [context.Get(ReferenceOptions.Currency)!], context.Cancellation).ConfigureAwait(false));
        if (reading.Value.Count == 0) throw new BadInputException($"CoinGecko knows none of {string.Join(", ", coins)} in {context.Get(ReferenceOptions.Currency)}; names are as in its pages: bitcoin, not btc");
        foreach (var unknown in coins.Except(reading.Value.Select(price => price.Coin))) context.Error.WriteLine($"note: CoinGecko does not know '{unknown}'");
        var table = new TextTable("coin", "currency", ">price", ">24 h", ">market cap", ">volume 24 h", "updated");
        foreach (var price in reading.Value)
            table.Add(price.Coin, price.Currency, ReferenceOptions.Number(price.Price), ReferenceOptions.Percent(price.Change24Hours), ReferenceOptions.Number(price.MarketCap), ReferenceOptions.Number(price.Volume24Hours), price.UpdatedAt?.ToString() ?? "-");
        table.WriteTo(context.Output);
        ReferenceOptions.WriteAge(context, reading);
        context.WriteJson(json =>
        {
            json.WriteStartObject();
            ReferenceOptions.WriteAge(json, reading);
            json.WriteStartArray("prices");
            foreach (var price in reading.Value)
            {
                json.WriteStartObject();
                json.WriteString("coin", price.Coin);
                json.WriteString("currency", price.Currency);
                json.WriteNumber("price", price.Price);
                ReferenceOptions.WriteNumber(json, "marketCap", price.MarketCap);
                ReferenceOptions.WriteNumber(json, "volume24Hours", price.Volume24Hours);
                ReferenceOptions.WriteNumber(json, "change24Hours", price.Change24Hours);
                if (price.UpdatedAt is { } updated) json.WriteString("updatedAt", updated.ToString());
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return TidemarkCommandLine.Success;
    }
}
