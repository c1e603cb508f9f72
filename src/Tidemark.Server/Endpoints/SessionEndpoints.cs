using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tidemark.Indicators.Expressions;
using Tidemark.Node.Sessions;
using Tidemark.Server.Answers;
using Tidemark.Server.Problems;

namespace Tidemark.Server.Endpoints;

/// <summary>What a session has and does, as JSON.</summary>
internal sealed class SessionEndpoints(ISessionView session)
{
    private const string Group = "Session";
    private const string ExpressionName = "expression";

    private static readonly ApiOperation HealthOperation = new("getHealth", "Whether the program and its session are well", "Open to all")
    {
        Answer = AnswerJson.Default.HealthAnswer,
        AnswerDescription = "It is well.",
        Refusals = [(503, "The session stopped because something is wrong; the body is the same.")],
    };

    private static readonly ApiOperation StatusOperation = new("getStatus", "What the session is doing, and its figures", Group)
    {
        Answer = AnswerJson.Default.StatusAnswer,
    };

    private static readonly ApiOperation PortfolioOperation = new("getPortfolio", "Equity, balances and positions", Group)
    {
        Answer = AnswerJson.Default.PortfolioAnswer,
    };

    private static readonly ApiOperation OrdersOperation = new("getOrders", "Working orders and the last closed ones", Group)
    {
        Parameters =
        [
            new ChoiceParameter("status", "Which orders.", "all", [.. Enum.GetValues<OrderFilter>().Select(AnswerJson.Word)]),
            new SinceParameter("was created"),
            new LimitParameter(100, 500, "orders"),
        ],
        Answer = AnswerJson.Default.OrdersAnswer,
    };

    private static readonly ApiOperation FillsOperation = new("getFills", "The last fills", Group)
    {
        Parameters = [new SinceParameter("filled"), new LimitParameter(100, 500, "fills")],
        Answer = AnswerJson.Default.FillsAnswer,
    };

    private static readonly ApiOperation EquityOperation = new("getEquity", "The equity curve since trading started", Group)
    {
        Parameters = [new SinceParameter("was taken"), new LimitParameter(2_000, 2_000, "points, the last ones")],
        Answer = AnswerJson.Default.EquityAnswer,
    };

    private static readonly ApiOperation BarsOperation = new("getBars", "The last bars of the first instrument", Group)
    {
        Parameters = [new SinceParameter("opened"), new LimitParameter(300, 300, "bars, the last ones")],
        Answer = AnswerJson.Default.BarsAnswer,
    };

    private static readonly ApiOperation IndicatorOperation = new("getBarIndicator", "A technical indicator over the last bars of the first instrument", Group)
    {
        Parameters = [new TextParameter(ExpressionName, "An indicator by name with its values, such as bbands(20, 2) or sma(rsi(14), 5); sma(20) where nothing is said.")],
        Answer = AnswerJson.Default.BarIndicatorAnswer,
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapReading("/health", HealthOperation, Health).OpenToAll();
        routes.MapReading($"{Routes.ApiRoot}/status", StatusOperation, Status);
        routes.MapReading($"{Routes.ApiRoot}/portfolio", PortfolioOperation, Portfolio);
        routes.MapReading($"{Routes.ApiRoot}/orders", OrdersOperation, Orders);
        routes.MapReading($"{Routes.ApiRoot}/fills", FillsOperation, Fills);
        routes.MapReading($"{Routes.ApiRoot}/equity", EquityOperation, Equity);
        routes.MapReading($"{Routes.ApiRoot}/bars", BarsOperation, Bars);
        routes.MapReading($"{Routes.ApiRoot}/bars/indicator", IndicatorOperation, Indicator);
    }

    private Task Health(HttpContext context)
    {
        var health = AnswerBuilder.Health(session.Current);
        return JsonAnswer.WriteAsync(context, health, AnswerJson.Default.HealthAnswer, health.Status == HealthStatus.Ok ? 200 : 503);
    }

    private Task Status(HttpContext context)
    {
        _ = new QueryReader(context.Request, StatusOperation);
        var now = session.Current;
        return JsonAnswer.WriteVersionedAsync(context, now.Version, () => AnswerBuilder.Status(now), AnswerJson.Default.StatusAnswer);
    }

    private Task Portfolio(HttpContext context)
    {
        _ = new QueryReader(context.Request, PortfolioOperation);
        var now = session.Current;
        return JsonAnswer.WriteVersionedAsync(context, now.Version, () => AnswerBuilder.Portfolio(now), AnswerJson.Default.PortfolioAnswer);
    }

    private Task Orders(HttpContext context)
    {
        var query = new QueryReader(context.Request, OrdersOperation);
        var (filter, since, limit) = (Enum.Parse<OrderFilter>(query.Choice("status"), ignoreCase: true), query.Since(), query.Limit());
        var now = session.Current;
        return JsonAnswer.WriteVersionedAsync(context, now.Version, () => AnswerBuilder.Orders(now, filter, since, limit), AnswerJson.Default.OrdersAnswer);
    }

    private Task Fills(HttpContext context)
    {
        var query = new QueryReader(context.Request, FillsOperation);
        var (since, limit) = (query.Since(), query.Limit());
        var now = session.Current;
        return JsonAnswer.WriteVersionedAsync(context, now.Version, () => AnswerBuilder.Fills(now, since, limit), AnswerJson.Default.FillsAnswer);
    }

    private Task Equity(HttpContext context)
    {
        var query = new QueryReader(context.Request, EquityOperation);
        var (since, limit) = (query.Since(), query.Limit());
        var now = session.Current;
        return JsonAnswer.WriteVersionedAsync(context, now.Version, () => AnswerBuilder.Equity(now, since, limit), AnswerJson.Default.EquityAnswer);
    }

    private Task Bars(HttpContext context)
    {
        var query = new QueryReader(context.Request, BarsOperation);
        var (since, limit) = (query.Since(), query.Limit());
        var now = session.Current;
        return JsonAnswer.WriteVersionedAsync(context, now.Version, () => AnswerBuilder.Bars(now, since, limit), AnswerJson.Default.BarsAnswer);
    }

    private Task Indicator(HttpContext context)
    {
        var text = new QueryReader(context.Request, IndicatorOperation).Text(ExpressionName) ?? "sma(20)";
        var expression = ExpressionOf(text);
        var now = session.Current;
        return JsonAnswer.WriteVersionedAsync(context, now.Version, () => AnswerBuilder.Indicator(now, expression), AnswerJson.Default.BarIndicatorAnswer);
    }

    private static IndicatorExpression ExpressionOf(string text)
    {
        try
        {
            return IndicatorExpression.Parse(text);
        }
        catch (BadInputException e)
        {
            throw new ProblemException(Problem.BadParameter(ExpressionName, e.Message));
        }
    }
}
