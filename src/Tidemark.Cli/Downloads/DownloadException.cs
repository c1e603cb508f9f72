using Tidemark.Venues.Results;

namespace Tidemark.Cli.Downloads;

/// <summary>A download that could not go on; what had come is stored.</summary>
internal sealed class DownloadException(string message) : Exception(message)
{
    /// <summary>What a venue's error means to who asked: bad input where the instrument or interval is not there, else a failure that may pass.</summary>
    /// <param name="instrument">What was asked for.</param>
    /// <param name="error">The answer.</param>
    /// <param name="goesOn">Whether the same command goes on where it was.</param>
    public static Exception Of(InstrumentId instrument, VenueError error, bool goesOn = false) =>
        error.Kind is VenueErrorKind.UnknownInstrument or VenueErrorKind.NotSupported
            ? new BadInputException(error.Message.StartsWith($"{instrument} ", StringComparison.Ordinal) ? error.Message : $"{instrument}: {error.Message}")
            : new DownloadException($"{instrument}: {error}{(goesOn && error.IsTransient ? "; what has come is stored, the same command goes on from there" : "")}");
}
