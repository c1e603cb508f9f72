using System.Text.Json;
using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>The round trips to draw: over candles the last ones, and as points those of the whole run, thinned evenly where there are many.</summary>
internal static class TripData
{
    private const int DrawnTrips = 2_000;
    private const int Points = 2_000;

    public static void Write(Utf8JsonWriter writer, RunReport report)
    {
        var trips = report.Result.RoundTrips;
        writer.WriteStartArray("trips");
        for (var i = Math.Max(trips.Count - DrawnTrips, 0); i < trips.Count; i++) WriteTrip(writer, trips[i], i);
        writer.WriteEndArray();
        writer.WriteNumber("tripCount", trips.Count);
        WritePoints(writer, trips);
    }

    public static void WriteTrip(Utf8JsonWriter writer, RoundTrip trip, int number)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(number + 1);
        writer.WriteNumberValue(trip.Instrument.Value);
        writer.WriteNumberValue(trip.EntryTime.UnixSeconds);
        ChartJson.WriteNumber(writer, trip.EntryPrice.ToDouble(), "G7");
        writer.WriteNumberValue(trip.ExitTime.UnixSeconds);
        ChartJson.WriteNumber(writer, trip.ExitPrice.ToDouble(), "G7");
        writer.WriteNumberValue(trip.Side == PositionSide.Short ? -1 : 1);
        ChartJson.WriteNumber(writer, (double)trip.Pnl, "G7");
        writer.WriteEndArray();
    }

    /// <summary>Number, worst and best open profit, and return of round trips.</summary>
    private static void WritePoints(Utf8JsonWriter writer, IReadOnlyList<RoundTrip> trips)
    {
        writer.WriteStartArray("excursions");
        var every = Math.Max((trips.Count + Points - 1) / Points, 1);
        for (var i = 0; i < trips.Count; i += every)
        {
            var trip = trips[i];
            writer.WriteStartArray();
            writer.WriteNumberValue(i + 1);
            ChartJson.WriteNumber(writer, trip.Mae, "G4");
            ChartJson.WriteNumber(writer, trip.Mfe, "G4");
            ChartJson.WriteNumber(writer, trip.Return, "G4");
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }
}
