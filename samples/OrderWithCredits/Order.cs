namespace OrderWithCredits;

/// <summary>An order of the shop's customers.</summary>
/// <param name="Id">Its id, from which the operation id of its debit is made.</param>
/// <param name="Reports">How many reports are ordered.</param>
internal sealed record Order(string Id, int Reports);
