package symphony.app.doctor;

import java.util.Map;
import symphony.app.Workspace;
import symphony.app.work.ProgramCheck;
import symphony.core.task.Role;
import symphony.core.verify.FleetRules;

/** Whether each role's program is there and may be started. */
final class ProgramExamination {
    private final Workspace workspace;
    private final Diagnosis diagnosis = new Diagnosis("programs");

    ProgramExamination(Workspace workspace) {
        this.workspace = workspace;
    }

    Diagnosis examine() {
        Map<Role, FleetRules.Unable> unable =
                ProgramCheck.unable(workspace.configuration(), workspace.directory(), workspace.searchPath());
        for (Role role : Role.ALL) {
            boolean own = workspace.configuration().stages().containsKey(role);
            diagnosis.saw(role.wireName(), unable.containsKey(role) ? "cannot start" : own ? "found" : "built-in");
        }
        unable.forEach((role, why) -> diagnosis.found(Ailment.PROGRAM_UNSTARTABLE.at(
                why.place(),
                "the program of " + role.wireName() + " " + why.what(),
                "install it on this machine, mend stages." + role.wireName()
                        + ".run, or serve other roles here (--roles)")));
        return diagnosis;
    }
}
