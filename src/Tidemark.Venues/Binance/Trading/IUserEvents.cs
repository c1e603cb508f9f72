using System.Text.Json;

namespace Tidemark.Venues.Binance.Trading;

/// <summary>Reads the events of an account's stream and hands them on.</summary>
internal interface IUserEvents
{
    /// <summary>Takes an event. Returns why the stream can no longer be trusted; null where it can.</summary>
    string? Take(JsonElement message);
}
