using System.Net;

namespace Tidemark.Cli.Configuration;

/// <summary>Where the API and the page are served.</summary>
internal static class ServerSettings
{
    private const string Name = "server";

    public static readonly Setting<int> Port = Setting.WholeNumber(Name, "port", 8000, 0, 65535, "TCP port; 0 takes any free one");

    public static readonly Setting<string> Host = Setting.Parsed(Name, "host", "127.0.0.1", "Address to listen on; any other than loopback lets other machines in, with the token", CheckHost);

    public static readonly SettingSection Section = new(Name, "API and dashboard", [Port, Host]);

    private static string CheckHost(string text) =>
        text is "localhost" or "*" || IPAddress.TryParse(text, out _) ? text : throw new FormatException($"'{text}' is not an IP address, localhost or *");
}
