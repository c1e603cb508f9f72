namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>A refusal in the venue's words: severity and category, then what is wrong, such as <c>EOrder:Insufficient funds</c>.</summary>
internal sealed class KrakenError(string message) : Exception(message)
{
    public static KrakenError Arguments(string name = "") => new(name.Length == 0 ? "EGeneral:Invalid arguments" : $"EGeneral:Invalid arguments:{name}");

    public static KrakenError UnknownPair() => new("EQuery:Unknown asset pair");

    public static KrakenError UnknownOrder() => new("EOrder:Unknown order");
}
