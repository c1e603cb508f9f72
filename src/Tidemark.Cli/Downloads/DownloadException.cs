using Tidemark.Venues.Results;

namespace Tidemark.Cli.Downloads;

/// <summary>A download that could not go on; what had come is stored.</summary>
internal sealed class DownloadException(string message) : Exception(message)
{
    /// <summary>What a venue's error means to who asked: bad input where the instrument or interval is not there, else a failure that may pass.</summary>
    public static Exception Of(InstrumentId instrument, VenueError error) =>
        error.Kind is VenueErrorKind.UnknownInstrument or VenueErrorKind.NotSupported
            ? new BadInputException($"{instrument}: {error.Message}")
            : new DownloadException($"{instrument}: {error}{(error.IsTransient ? "; what has come is stored, the same command goes on from there" : "")}");
}
