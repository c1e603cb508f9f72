using System.Net;
using System.Net.Sockets;
using Tidemark.Cli.Commands.Doctor;
using Tidemark.Integration.Tests.Harness;
using Tidemark.Storage.Homes;

namespace Tidemark.Integration.Tests.Cli;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void FreshHome_HasNothingFailed_ButWhatTheMachineLacks()
    {
        home.Environment["TIDEMARK__SERVER__PORT"] = "0";
        var result = home.Run("doctor", "--json", "-");
        var checks = result.Json.GetProperty("checks").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!, c => c.GetProperty("status").GetString());
        foreach (var name in new[] { "runtime", "clock", "configuration", "home", "catalog", "database", "port" }) Assert.Equal("OK", checks[name]);
        Assert.Equal(result.Json.GetProperty("isWell").GetBoolean() ? 0 : 1, result.ExitCode);
    }

    [Fact]
    public void Mistakes_AreNamedWithTheirFix_AndTheOthersStillRun()
    {
        home.Environment["TIDEMARK__SERVER__PORT"] = "many";
        File.WriteAllText(Path.Combine(home.Path, "tidemark.db"), "not a database at all");
        var result = home.Run("doctor");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("FAIL  configuration  TIDEMARK__SERVER__PORT: server.port: 'many'", result.Output, StringComparison.Ordinal);
        Assert.Contains("FAIL  database", result.Output, StringComparison.Ordinal);
        Assert.Contains("OK    home", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedCatalog_IsNamed()
    {
        var folder = Directory.CreateDirectory(Path.Combine(home.Path, "catalog", "series", "binance", "BTC-USDT")).FullName;
        File.WriteAllText(Path.Combine(folder, "1m.bars"), "not a series");
        var finding = HomeChecks.Catalog(new HomeFolder(home.Path));
        Assert.Equal(DoctorStatus.Failed, finding.Status);
        Assert.Contains("1m.bars", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void PortInUse_IsAWarning()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Assert.Equal(DoctorStatus.Warning, HomeChecks.Port("127.0.0.1", port).Status);
        listener.Stop();
        Assert.Equal(DoctorStatus.Ok, HomeChecks.Port("127.0.0.1", 0).Status);
    }

    [Fact]
    public void ClockBehindTheBuild_Fails()
    {
        var built = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal(DoctorStatus.Failed, ProgramChecks.Clock(built.AddDays(-1), built).Status);
        Assert.Equal(DoctorStatus.Ok, ProgramChecks.Clock(built.AddDays(1), built).Status);
    }
}
