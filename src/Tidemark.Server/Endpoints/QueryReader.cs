using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tidemark.Server.Problems;

namespace Tidemark.Server.Endpoints;

/// <summary>Reads a query against the parameters that the route has; anything else is a problem that names it.</summary>
internal readonly struct QueryReader
{
    private readonly IQueryCollection query;
    private readonly IReadOnlyList<ApiParameter> parameters;

    /// <exception cref="ProblemException">A parameter is unknown or given twice.</exception>
    public QueryReader(HttpRequest request, ApiOperation operation)
    {
        query = request.Query;
        parameters = [.. operation.Parameters.Where(p => p is not PathParameter)];
        foreach (var (name, values) in query)
        {
            if (parameters.All(p => p.Name != name))
                throw new ProblemException(Problem.BadParameter(name, $"There is no parameter '{name}' here{NearestNames.Hint(name, parameters.Select(p => p.Name))}"));
            if (values.Count > 1) throw new ProblemException(Problem.BadParameter(name, $"'{name}' is given {values.Count} times."));
        }
    }

    public int Limit()
    {
        var parameter = Find<LimitParameter>();
        if (Text(parameter.Name) is not { } text) return parameter.Default;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= parameter.Maximum) return value;
        throw Bad(parameter, string.Create(CultureInfo.InvariantCulture, $"'limit' is '{text}'; it must be a whole number from 1 to {parameter.Maximum}."));
    }

    /// <returns>The earliest time when it is not given.</returns>
    public Instant Since()
    {
        var parameter = Find<SinceParameter>();
        if (Text(parameter.Name) is not { } text) return Instant.MinValue;
        // A plus sign that was not escaped arrives as a blank.
        if (Instant.TryParse(text, out var time) || Instant.TryParse(text.Replace(' ', '+'), out time)) return time;
        throw Bad(parameter, $"'since' is '{text}'; it must be a time such as 2024-03-01 or 2024-03-01T12:30:00Z.");
    }

    public string Choice(string name)
    {
        var parameters = this.parameters;
        var parameter = parameters.OfType<ChoiceParameter>().Single(p => p.Name == name);
        if (Text(name) is not { } text) return parameter.Default;
        if (parameter.Words.Contains(text)) return text;
        throw Bad(parameter, $"'{name}' is '{text}'; it must be one of {string.Join(", ", parameter.Words)}{NearestNames.Hint(text, parameter.Words)}");
    }

    private T Find<T>() where T : ApiParameter => parameters.OfType<T>().Single();

    /// <returns>Null when it is not given.</returns>
    public string? Text(string name) => query.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;

    private static ProblemException Bad(ApiParameter parameter, string detail) => new(Problem.BadParameter(parameter.Name, detail));
}
