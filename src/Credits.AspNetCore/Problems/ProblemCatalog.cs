using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore.Problems;

/// <summary>Every problem there is, with status, title and sentence.</summary>
internal static class ProblemCatalog
{
    public static ProblemDetails Of(string code, int status, string title, string detail) => new()
    {
        Type = $"urn:credits:problem:{code}",
        Title = title,
        Status = status,
        Detail = detail,
        Extensions = { ["code"] = code },
    };

    /// <summary>One and the same answer for a wallet that does not exist, that is somebody else's, or that cannot exist.</summary>
    public static ProblemDetails WalletNotFound() =>
        Of("wallet_not_found", StatusCodes.Status404NotFound, TitleOf(RefusalCode.WalletNotFound), "There is no such wallet.");

    public static ProblemDetails NotAnAdministrator() => Of(
        "not_authorized", StatusCodes.Status403Forbidden, TitleOf(RefusalCode.NotAuthorized), "The role member does not allow this; an administrator may.");

    public static ProblemDetails NotBilling() => Of(
        "not_authorized",
        StatusCodes.Status403Forbidden,
        TitleOf(RefusalCode.NotAuthorized),
        "Grants, purchases, voids, refunds and changes of plan are for those who do the billing.");

    public static ProblemDetails NotLocal() => Of(
        "not_authorized",
        StatusCodes.Status403Forbidden,
        TitleOf(RefusalCode.NotAuthorized),
        "No authorisation policy is named: this is open in Development, to the machine itself, asked for as localhost.");

    public static ProblemDetails AntiforgeryTokenInvalid() => Of(
        "antiforgery_token_invalid",
        StatusCodes.Status400BadRequest,
        "The antiforgery token is missing or not valid",
        "A request that a browser signs by itself brings an antiforgery token of the same user; get one from the endpoint 'antiforgery' and repeat it.");

    public static ProblemDetails Invalid(string code, string field, string detail)
    {
        ProblemDetails problem = Of(code, StatusCodes.Status400BadRequest, "The request is not valid", detail);
        problem.Extensions["field"] = field;
        return problem;
    }

    public static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.InsufficientCredits or RefusalCode.HardLimitReached => StatusCodes.Status402PaymentRequired,
        RefusalCode.NotAuthorized => StatusCodes.Status403Forbidden,
        RefusalCode.WalletNotFound or RefusalCode.GrantNotFound or RefusalCode.ReservationNotFound or RefusalCode.TargetNotFound => StatusCodes.Status404NotFound,
        RefusalCode.OperationReused or RefusalCode.PlanNotFound or RefusalCode.FeatureUnknown or RefusalCode.QuantityNotPriced => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };

    public static string TitleOf(RefusalCode code) => code switch
    {
        RefusalCode.NotAuthorized => "This is not allowed",
        RefusalCode.OperationReused => "The operation id was used for something else",
        RefusalCode.WalletNotFound => "There is no such wallet",
        RefusalCode.WalletExists => "The wallet exists already",
        RefusalCode.PlanNotFound => "There is no such plan",
        RefusalCode.NoPlan => "The wallet has no plan",
        RefusalCode.FeatureUnknown => "There is no such feature",
        RefusalCode.QuantityNotPriced => "The quantity has no price",
        RefusalCode.GrantNotFound => "There is no such grant",
        RefusalCode.GrantExists => "The grant exists already",
        RefusalCode.ExceedsGrant => "More than the grant has left",
        RefusalCode.ReservationNotFound => "There is no such reservation",
        RefusalCode.ReservationExists => "The reservation exists already",
        RefusalCode.ReservationCaptured => "The reservation was captured before",
        RefusalCode.ReservationReleased => "The reservation was released before",
        RefusalCode.ReservationExpired => "The reservation has expired",
        RefusalCode.ExceedsReservation => "More than was reserved",
        RefusalCode.TargetNotFound => "The wallet has nothing of that id",
        RefusalCode.TopUpCompleted => "The top-up was paid before",
        RefusalCode.ExceedsCharge => "More than was charged",
        RefusalCode.HardLimitReached => "A limit is reached",
        RefusalCode.InsufficientCredits => "There are not enough credits",
        _ => "The wallet's rules refuse this",
    };
}
