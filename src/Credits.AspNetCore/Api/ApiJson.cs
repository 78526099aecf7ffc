using System.Text.Json;
using System.Text.Json.Serialization;
using Credits.AspNetCore.Api.Models;
using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore.Api;

/// <summary>The JSON of the endpoints, the same whatever the host configured for its own.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    PropertyNameCaseInsensitive = false,
    MaxDepth = 16)]
[JsonSerializable(typeof(AlertsAnswer))]
[JsonSerializable(typeof(AlertsBody))]
[JsonSerializable(typeof(AntiforgeryAnswer))]
[JsonSerializable(typeof(BalanceAnswer))]
[JsonSerializable(typeof(CatalogAnswer))]
[JsonSerializable(typeof(ExplanationAnswer))]
[JsonSerializable(typeof(ForecastAnswer))]
[JsonSerializable(typeof(GrantBody))]
[JsonSerializable(typeof(GrantsAnswer))]
[JsonSerializable(typeof(LimitsAnswer))]
[JsonSerializable(typeof(LimitsBody))]
[JsonSerializable(typeof(NoticesAnswer))]
[JsonSerializable(typeof(OwnAnswer))]
[JsonSerializable(typeof(PlanAnswer))]
[JsonSerializable(typeof(PlanCancelBody))]
[JsonSerializable(typeof(PlanChangeBody))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(PurchaseBody))]
[JsonSerializable(typeof(RefundBody))]
[JsonSerializable(typeof(ReleaseBody))]
[JsonSerializable(typeof(ResendAnswer))]
[JsonSerializable(typeof(ResendBody))]
[JsonSerializable(typeof(ReservationsAnswer))]
[JsonSerializable(typeof(TransactionsAnswer))]
[JsonSerializable(typeof(UsageAnswer))]
[JsonSerializable(typeof(VoidBody))]
[JsonSerializable(typeof(WalletsAnswer))]
[JsonSerializable(typeof(WriteAnswer))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
internal sealed partial class ApiJson : JsonSerializerContext;
