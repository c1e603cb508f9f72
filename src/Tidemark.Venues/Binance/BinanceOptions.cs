using Tidemark.Venues.Binance.Streams;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Http;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Sockets;

namespace Tidemark.Venues.Binance;

/// <summary>How a market of Binance is reached: spot, or from <see cref="UsdM"/> the USD-M perpetuals.</summary>
public sealed record BinanceOptions
{
    /// <summary>Those of the USD-M market.</summary>
    /// <remarks>Source: Binance's documentation of USD-M futures, "General Info".</remarks>
    public static BinanceOptions UsdM { get; } = new()
    {
        Profile = BinanceProfile.UsdM,
        UsesListenKey = true,
        SnapshotLevels = 1_000,
        WeightPerMinute = 2_400,
        OrdersPerTenSeconds = 300,
        OrdersPerMinute = 1_200,
    };

    /// <summary>Which market.</summary>
    public VenueProfile Profile { get; init; } = BinanceProfile.Spot;

    public VenueEnvironment Environment { get; init; } = VenueEnvironment.Live;

    /// <summary>Where it is; the addresses of the environment where nothing else is given.</summary>
    public VenueEndpoints Endpoints { get => field ?? Profile.EndpointsOf(Environment); init; }

    /// <summary>The rights of a key are told by the wallet, which answers where spot does; at another server, there.</summary>
    internal static BinanceOptions WalletOf(BinanceOptions options)
    {
        var spot = new BinanceOptions { Environment = options.Environment, Credential = options.Credential, RunFolder = options.RunFolder, Http = options.Http };
        return options.Endpoints.Rest == options.Profile.EndpointsOf(options.Environment).Rest ? spot : spot with { Endpoints = BinanceProfile.At(options.Endpoints.Rest) };
    }

    /// <summary>Null reads public data only.</summary>
    public VenueCredential? Credential { get; init; }

    /// <summary>Whether a key that can take money out is used all the same.</summary>
    public bool AllowsWithdrawalRight { get; init; }

    /// <summary>The folder that the processes of this machine share, for rate budgets; null keeps them in this process.</summary>
    public string? RunFolder { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public VenueHttpOptions Http { get; init; } = new();

    /// <summary>How sockets are kept alive. The venue ends connections after 24 hours, so they are made anew before.</summary>
    public SocketOptions Sockets { get; init; } = new() { LongestLife = TimeSpan.FromHours(23.5) };

    /// <summary>Whether orders are heard by a listen key from the start, the older way; else only where a server has no other.</summary>
    public bool UsesListenKey { get; init; }

    /// <summary>Which trades are read, by history and by streams.</summary>
    public BinanceTrades Trades { get; init; } = BinanceTrades.Aggregated;

    /// <summary>The longest silence of a book or of quotes before they are asked for again.</summary>
    public TimeSpan LongestBookSilence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest silence of trades or bars.</summary>
    public TimeSpan LongestTradeSilence { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many levels of each side a book begins with; deeper ones become known as they change.</summary>
    public int SnapshotLevels { get; init; } = 5_000;

    public int WeightPerMinute { get; init; } = 6_000;

    public int RequestsPerFiveMinutes { get; init; } = 61_000;

    public int OrdersPerTenSeconds { get; init; } = 100;

    /// <summary>Where set, orders are counted by the minute instead of by the day.</summary>
    public int? OrdersPerMinute { get; init; }

    public int OrdersPerDay { get; init; } = 200_000;

    /// <summary>How late a signed request may arrive before the venue refuses it.</summary>
    public Duration ReceiveWindow { get; init; } = Duration.FromSeconds(5);
}
