namespace Credits;

/// <summary>Over what time a limit counts usage, by the calendar of the wallet's time zone. Semantics, section 7.</summary>
public enum LimitWindow
{
    /// <summary>From midnight to midnight.</summary>
    Day,

    /// <summary>From Monday to Monday.</summary>
    Week,

    /// <summary>The calendar month; the default.</summary>
    Month,

    /// <summary>All that was ever used.</summary>
    Lifetime,

    /// <summary>The plan's own period; without a plan the limit rests.</summary>
    Period,
}
