using System.Globalization;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Core;

namespace Tidemark.Exchange.Binance.Access;

/// <summary>Who may do what: API key, signature, timestamp.</summary>
internal sealed class Gatekeeper(ExchangeCore core)
{
    private const long UsualWindowMilliseconds = 5_000;
    private const long LongestWindowMilliseconds = 60_000;
    private const long EarliestMilliseconds = 1_000;

    /// <summary>The account of an API key.</summary>
    public ExchangeAccount ByKey(string? key)
    {
        if (string.IsNullOrEmpty(key)) throw new BinanceError(-2014, "API-key format invalid.", 401);
        return core.FindAccount(key) ?? throw new BinanceError(-2015, "Invalid API-key, IP, or permissions for action.", 401);
    }

    /// <summary>Refuses a request that is too old, too early or not signed by the owner of the key.</summary>
    public ExchangeAccount Signed(string? key, CallParameters parameters, string payload)
    {
        var account = ByKey(key);
        CheckTime(parameters);
        if (parameters["signature"] is not { } signature) throw BinanceError.Missing("signature");
        if (!RequestSignature.IsValid(account.Key!, payload, signature)) throw new BinanceError(-1022, "Signature for this request is not valid.");
        return account;
    }

    public void CheckTime(CallParameters parameters)
    {
        var timestamp = parameters.Whole("timestamp") ?? throw BinanceError.Missing("timestamp");
        // Clients may give microseconds.
        if (timestamp > 100_000_000_000_000) timestamp /= 1_000;
        var window = UsualWindowMilliseconds;
        if (parameters["recvWindow"] is { } text)
        {
            if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given)) throw BinanceError.Missing("recvWindow");
            if (given > LongestWindowMilliseconds) throw new BinanceError(-1131, "recvWindow must be less than 60000.");
            window = (long)given;
        }
        var now = core.Now.UnixMilliseconds;
        if (timestamp >= now + EarliestMilliseconds) throw new BinanceError(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
        if (now - timestamp > window) throw new BinanceError(-1021, "Timestamp for this request is outside of the recvWindow.");
    }
}
