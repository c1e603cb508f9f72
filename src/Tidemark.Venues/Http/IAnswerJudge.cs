using Tidemark.Venues.Results;

namespace Tidemark.Venues.Http;

/// <summary>Knows how a venue says no.</summary>
public interface IAnswerJudge
{
    /// <summary>The error that an answer carries; null where it is what was asked for.</summary>
    VenueError? Judge(VenueCall call, VenueAnswer answer);
}
