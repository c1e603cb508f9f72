using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Hosting;

namespace Tidemark.Exchange.Faults;

/// <summary>What goes wrong with requests over HTTP, before and after the dialect has seen them.</summary>
internal sealed class RequestFaults(ExchangeLoop loop, FaultDirector director, IDialect dialect, CancellationToken stopping)
{
    private const int LargestBody = 64 * 1024;

    private static readonly FaultKind[] Refusals = [FaultKind.Ban, FaultKind.RateLimit, FaultKind.Outage, FaultKind.ServerError];

    /// <param name="carryOut">Gives the request to the dialect.</param>
    public async Task HandleAsync(HttpContext http, Func<Task> carryOut)
    {
        if (!director.IsRunning)
        {
            await carryOut().ConfigureAwait(false);
            return;
        }
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, http.RequestAborted);
        try
        {
            await SpoilAsync(http, carryOut, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client has gone, or the exchange closes, while an answer was held back.
            http.Abort();
        }
    }

    private async Task SpoilAsync(HttpContext http, Func<Task> carryOut, CancellationToken ending)
    {
        var occasion = await SeeAsync(http, ending).ConfigureAwait(false);
        if (RefusalOf(director, occasion, loop, out var isCarriedOut) is { } refusal)
        {
            if (isCarriedOut && !http.WebSockets.IsWebSocketRequest) await CarryOutUnheardAsync(http, carryOut).ConfigureAwait(false);
            await RefuseAsync(http, refusal).ConfigureAwait(false);
            return;
        }
        if (director.TryDecide(occasion, FaultKind.LoseRequest, out var lost))
        {
            await GoSilentAsync(http, lost, ending).ConfigureAwait(false);
            return;
        }
        if (DelayOf(director, occasion) is { Nanoseconds: > 0 } delay) await loop.WaitAsync(delay, ending).ConfigureAwait(false);
        if (http.WebSockets.IsWebSocketRequest)
        {
            await carryOut().ConfigureAwait(false);
            return;
        }
        if (director.TryDecide(occasion, FaultKind.LoseAnswer, out var unheard))
        {
            await CarryOutUnheardAsync(http, carryOut).ConfigureAwait(false);
            await GoSilentAsync(http, unheard, ending).ConfigureAwait(false);
            return;
        }
        if (!director.TryDecide(occasion, FaultKind.AnswerLatency, out var late))
        {
            await carryOut().ConfigureAwait(false);
            return;
        }
        var (target, answer) = (http.Response.Body, new MemoryStream());
        http.Response.Body = answer;
        await carryOut().ConfigureAwait(false);
        http.Response.Body = target;
        await loop.WaitAsync(late.Delay, ending).ConfigureAwait(false);
        await target.WriteAsync(answer.ToArray(), ending).ConfigureAwait(false);
    }

    /// <summary>What a request is refused with; null where it is not.</summary>
    /// <param name="isCarriedOut">Whether it shall be carried out all the same.</param>
    public static FaultRefusal? RefusalOf(FaultDirector director, FaultOccasion occasion, ExchangeLoop loop, out bool isCarriedOut)
    {
        isCarriedOut = false;
        if (director.MaintenanceAt(loop.Clock.Now) is { } seconds)
            return new FaultRefusal(FaultKind.Maintenance, StatusCodes.Status503ServiceUnavailable, seconds, loop.Core.Now);
        foreach (var kind in Refusals)
        {
            if (!director.TryDecide(occasion, kind, out var action)) continue;
            isCarriedOut = action.Fault.IsCarriedOut;
            return FaultRefusal.Of(action.Fault, loop.Core.Now);
        }
        return null;
    }

    /// <summary>How much later a request is carried out.</summary>
    public static Duration DelayOf(FaultDirector director, FaultOccasion occasion)
    {
        var delay = director.TryDecide(occasion, FaultKind.RequestLatency, out var late) ? late.Delay : Duration.Zero;
        return IsCancel(occasion.Target) && director.TryDecide(occasion, FaultKind.DelayCancel, out var slow) ? delay + slow.Delay : delay;
    }

    /// <summary>Venues either have "cancel" in the path or in the name of the request, or delete orders.</summary>
    private static bool IsCancel(string target) => target.Contains("cancel", StringComparison.OrdinalIgnoreCase)
        || (target.StartsWith("DELETE ", StringComparison.Ordinal) && target.Contains("order", StringComparison.OrdinalIgnoreCase));

    private async Task<FaultOccasion> SeeAsync(HttpContext http, CancellationToken ending)
    {
        var request = http.Request;
        var isNarrow = director.Plan.Faults.Any(fault => fault.Symbols.Count > 0);
        var text = Uri.UnescapeDataString($"{request.Path.Value}?{request.QueryString.Value}") + (isNarrow ? "&" + Uri.UnescapeDataString(await ReadBodyAsync(request, ending).ConfigureAwait(false)) : "");
        // The path of a socket may have a secret key in it, or a list of streams.
        var target = http.WebSockets.IsWebSocketRequest ? $"GET {new FaultSocket(request.Path.Value ?? "", () => { }).Place}" : $"{request.Method} {request.Path.Value}";
        var occasion = new FaultOccasion(OccasionKind.Request, target, FaultText.AccountOf(request, loop.Core.Accounts)) { IsAbout = symbol => FaultText.Names(text, symbol) };
        return director.See(occasion, loop.Clock.Now);
    }

    private static async Task<string> ReadBodyAsync(HttpRequest request, CancellationToken ending)
    {
        if (request.ContentLength is null or 0 or > LargestBody) return "";
        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        var text = await reader.ReadToEndAsync(ending).ConfigureAwait(false);
        request.Body.Position = 0;
        return text;
    }

    private static async Task CarryOutUnheardAsync(HttpContext http, Func<Task> carryOut)
    {
        var target = http.Response.Body;
        http.Response.Body = new MemoryStream();
        await carryOut().ConfigureAwait(false);
        http.Response.Body = target;
        http.Response.Headers.Clear();
    }

    private async Task GoSilentAsync(HttpContext http, FaultAction action, CancellationToken ending)
    {
        if (!action.Fault.IsCut) await loop.WaitAsync(action.Delay, ending).ConfigureAwait(false);
        http.Abort();
    }

    private async Task RefuseAsync(HttpContext http, FaultRefusal refusal)
    {
        var answer = await loop.AskAsync(() => dialect.Word(refusal, http.Request)).ConfigureAwait(false);
        var response = http.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        if (refusal.RetryAfterSeconds is { } seconds && answer.Status != StatusCodes.Status200OK) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, http.RequestAborted).ConfigureAwait(false);
    }
}
