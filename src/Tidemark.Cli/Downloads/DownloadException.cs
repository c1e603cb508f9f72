using Tidemark.Venues.Results;

namespace Tidemark.Cli.Downloads;

/// <summary>A download that could not go on; what had come is stored.</summary>
internal sealed class DownloadException(string message) : Exception(message)
{
    /// <summary>What a venue's error means to who asked: bad input where the instrument or interval is not there, else a failure that may pass.</summary>
    /// <param name="target">What was asked for, and of whom.</param>
    /// <param name="error">The answer.</param>
    /// <param name="hasCome">Whether something came before, so that the same command goes on where it was.</param>
    public static Exception Of(DownloadTarget target, VenueError error, bool hasCome) =>
        !hasCome && (error.Kind == VenueErrorKind.MalformedAnswer || error.VenueCode == "HTTP 404")
            ? new DownloadException($"{target.Instrument}: the server at {target.Server} does not answer as {target.Instrument.Venue} does")
            : Of(target.Instrument, error, hasCome);

    /// <inheritdoc cref="Of(DownloadTarget, VenueError, bool)"/>
    /// <param name="instrument">What was asked for.</param>
    /// <param name="error">The answer.</param>
    /// <param name="goesOn">Whether the same command goes on where it was.</param>
    public static Exception Of(InstrumentId instrument, VenueError error, bool goesOn = false) =>
        error.Kind is VenueErrorKind.UnknownInstrument or VenueErrorKind.NotSupported
            ? new BadInputException(error.Message.StartsWith($"{instrument} ", StringComparison.Ordinal) ? error.Message : $"{instrument}: {error.Message}")
            : new DownloadException($"{instrument}: {error}{(goesOn && error.IsTransient ? "; what has come is stored, the same command goes on from there" : "")}");
}
