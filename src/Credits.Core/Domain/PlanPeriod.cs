namespace Credits;

/// <summary>How often a plan's allowance is reset, by the calendar of the wallet's time zone. Semantics, sections 2 and 4.</summary>
public enum PlanPeriod
{
    /// <summary>From the first of each month.</summary>
    CalendarMonth,

    /// <summary>From the day of the month on which the wallet first had a plan, or the month's last where it has no such day.</summary>
    AnniversaryMonth,

    /// <summary>From Monday.</summary>
    Week,

    /// <summary>From each midnight.</summary>
    Day,

    /// <summary>From 1 January.</summary>
    Year,
}
