namespace Tidemark.Exchange.Binance.Wire;

/// <summary>A refusal in the venue's words: HTTP status, code and message.</summary>
internal class BinanceError(int code, string message, int status = 400) : Exception(message)
{
    public int Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>Seconds after which the client may come again.</summary>
    public int? RetryAfter { get; init; }

    public static BinanceError Missing(string name) => new(-1102, $"Mandatory parameter '{name}' was not sent, was empty/null, or malformed.");

    public static BinanceError Filter(string name) => new(-1013, $"Filter failure: {name}");
}
