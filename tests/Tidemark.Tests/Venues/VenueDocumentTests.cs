using System.Reflection;
using System.Text;
using Tidemark.Engine.Ports;
using Tidemark.Venues.Ports;

namespace Tidemark.Tests.Venues;

/// <summary>The table of what each connector offers is written from the profiles: TIDEMARK_WRITE_GOLDEN=1 writes it anew.</summary>
public sealed class VenueDocumentTests
{
    private const string Begin = "<!-- written from the profiles by VenueDocumentTests -->\n";
    private const string End = "<!-- end of what is written -->\n";
    private static readonly string Page = Path.Combine(SharedFolders.RepositoryRoot, "docs", "venues.md");

    [Fact]
    public void Page_SaysWhatTheProfilesSay()
    {
        var page = File.ReadAllText(Page);
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        Assert.True(from >= 0 && to > from, $"{Page} lacks the marks of the table");
        var expected = page[..(from + Begin.Length)] + Table() + page[to..];
        if (Environment.GetEnvironmentVariable("TIDEMARK_WRITE_GOLDEN") == "1") File.WriteAllText(Page, expected);
        Assert.True(File.ReadAllText(Page) == expected, $"{Page} is stale: TIDEMARK_WRITE_GOLDEN=1 ./tidemark test --only VenueDocumentTests writes it anew");
    }

    [Fact]
    public void Profiles_ArePlausible()
    {
        Assert.NotEmpty(Profiles());
        foreach (var (title, profile) in Profiles())
        {
            Assert.True(profile.Offers(VenueServices.Instruments), $"{title}: without instruments nothing can be asked for");
            Assert.True(profile.Environments.ContainsKey(VenueEnvironment.Live), $"{title} has no live environment");
            Assert.All(profile.Environments.Values, endpoints => Assert.True(endpoints.Rest.Scheme == Uri.UriSchemeHttps && endpoints.Streams.Scheme == Uri.UriSchemeWss, $"{title}: {endpoints}"));
            // What only changes or watches orders makes no sense without them.
            if ((profile.Services & (VenueServices.Amendments | VenueServices.OrderPairs | VenueServices.OrderStream)) != 0) Assert.True(profile.Offers(VenueServices.Trading), title);
            if (!profile.Offers(VenueServices.Trading)) Assert.Equal(VenueFeatures.None, profile.Capabilities.Native);
        }
    }

    private static string Table()
    {
        var profiles = Profiles();
        var text = new StringBuilder();
        void Row(string name, IEnumerable<string> cells) => text.Append("| ").Append(name).Append(" | ").AppendJoin(" | ", cells).Append(" |\n");
        Row("", profiles.Select(item => item.Title));
        text.Append("|---|").Insert(text.Length, "---|", profiles.Count).Append('\n');
        foreach (var service in Single<VenueServices>()) Row(Words(service), profiles.Select(item => Cell(item.Profile.Offers(service))));
        foreach (var feature in Single<VenueFeatures>()) Row($"orders: {Words(feature)}", profiles.Select(item => Cell(item.Profile.Capabilities.Has(feature))));
        foreach (var environment in Enum.GetValues<VenueEnvironment>())
            Row(Words(environment), profiles.Select(item => item.Profile.Environments.TryGetValue(environment, out var endpoints) ? $"`{endpoints.Rest.Host}`" : Cell(false)));
        return text.ToString();
    }

    /// <summary>Every profile of the project: a connector is found by having one.</summary>
    private static List<(string Title, VenueProfile Profile)> Profiles() =>
    [
        .. typeof(VenueProfile).Assembly.GetTypes().SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(field => field.FieldType == typeof(VenueProfile))
            .Select(field => (Field: field, Profile: (VenueProfile)field.GetValue(null)!)).Select(item => ($"{item.Profile.Name} {item.Field.Name.ToLowerInvariant()}", item.Profile)).OrderBy(item => item.Item1, StringComparer.Ordinal),
    ];

    private static IEnumerable<T> Single<T>() where T : struct, Enum => Enum.GetValues<T>().Where(value => System.Numerics.BitOperations.IsPow2(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)));

    private static string Words<T>(T value) where T : struct, Enum => string.Concat($"{value}".Select((letter, at) => char.IsUpper(letter) ? (at > 0 ? " " : "") + char.ToLowerInvariant(letter) : $"{letter}"));

    private static string Cell(bool isThere) => isThere ? "yes" : "–";
}
