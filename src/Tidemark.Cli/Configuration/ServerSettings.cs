using System.Net;

namespace Tidemark.Cli.Configuration;

/// <summary>Where the API and the page are served.</summary>
internal static class ServerSettings
{
    private const string Name = "server";

    public static readonly Setting<int> Port = Setting.WholeNumber(Name, "port", 8000, 0, 65535, "TCP port; 0 takes any free one");

    public static readonly Setting<string> Host = Setting.Parsed(Name, "host", "localhost", "Address to listen on; any other than localhost lets other machines in, with the token, and * listens on all", CheckHost);

    public static readonly Setting<string[]> AllowedHosts = Setting.Parsed(Name, "allowedHosts", "localhost", "Names by which browsers may call it, with commas between, such as that of a reverse proxy; localhost always may",
        text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    public static readonly SettingSection Section = new(Name, "API and dashboard", [Port, Host, AllowedHosts]);

    private static string CheckHost(string text) =>
        text is "localhost" or "*" || IPAddress.TryParse(text, out _) ? text : throw new FormatException($"'{text}' is not an IP address, localhost or *");
}
