using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Books;

/// <summary>
/// How long a hole is asked about before it is given up: a venue that answers and does not have it, a few times; one that does not answer, for
/// some twenty minutes. The next hole begins anew.
/// </summary>
/// <param name="backoff">The pauses between questions, which grow to half a minute.</param>
internal sealed class FillPatience(Backoff backoff)
{
    private const int MostFruitlessAnswers = 5;
    private const int MostFailures = 40;
    private int fruitless;
    private int failures;

    /// <summary>Counts an answer. Returns whether it was the last one to wait for.</summary>
    /// <param name="hasHelped">Whether it brought us on.</param>
    /// <param name="error">Why there was none.</param>
    public bool IsOver(bool hasHelped, VenueError? error)
    {
        if (!hasHelped)
        {
            if (error is { IsTransient: true }) failures++;
            else fruitless++;
            if (fruitless <= MostFruitlessAnswers && failures <= MostFailures) return false;
        }
        backoff.Reset();
        (fruitless, failures) = (0, 0);
        return !hasHelped;
    }
}
