using Credits.Cli.Output;

namespace Credits.Cli.Simulate;

/// <summary>What commands are run with: the fields of the line at hand, the library's services, and the answer's line.</summary>
internal sealed record Commands(FieldReader Fields, ICredits Credits, ICreditsAdmin Admin, ICreditsMaintenance Maintenance, ResultLines Lines, AnswerWriter Answers)
{
    /// <summary>To be asked when all of a command's fields are read, before anything is done: a command that is invalid is answered here.</summary>
    public bool IsInvalid(in CommandHead head)
    {
        if (Fields.IsValid(head.Kind.Known))
        {
            return false;
        }

        Answers.WriteInvalid(head, Fields.Failure!);
        return true;
    }
}
