using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>Reads histories to their end.</summary>
internal static class Pages
{
    private const int Most = 2_000;

    public static async Task<IReadOnlyList<IReadOnlyList<T>>> ReadAsync<T>(Func<string?, Task<VenueResult<VenuePage<T>>>> read, string? continuation = null)
    {
        List<IReadOnlyList<T>> pages = [];
        do
        {
            Assert.True(pages.Count < Most, "the pages do not end");
            var page = (await read(continuation)).Value;
            pages.Add(page.Items);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return pages;
    }

    public static async Task<T[]> AllAsync<T>(Func<string?, Task<VenueResult<VenuePage<T>>>> read, string? continuation = null) => [.. (await ReadAsync(read, continuation)).SelectMany(page => page)];
}
