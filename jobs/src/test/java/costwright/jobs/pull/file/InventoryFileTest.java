package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryFileTest {
    private static final String HEADER =
            "resource_id,provider,service,resource_type,region,instance_type,os,state,sub_account_id,tags,attributes\n";

    @TempDir
    private Path folder;

    @Test
    void readsEveryColumn() throws IOException {
        List<Resource> resources = InventoryFile.read(write("""
                i-1,aws,AmazonEC2,vm,eu-west-1,m5.large,linux,running,111,"{""team"":""web"",""Name"":""shop 1""}",
                vol-1,aws,AmazonEC2,disk,eu-west-1,,,unattached,111,,"{""size_gib"":100,""created"":""2026-01-01T00:00:00Z""}"
                /subscriptions/S/resourceGroups/R/providers/Microsoft.Compute/virtualMachines/A,azure,Virtual Machines,vm,westeurope,Standard_D2s_v5,windows,deallocated,S,{},{}
                x-1,gcp,Compute,gadget,,,,humming,222,,
                """));
        Resource vm = resources.get(0);
        assertThat(vm.displayName()).isEqualTo("shop 1");
        assertThat(vm.type()).isEqualTo(ResourceType.VM);
        assertThat(vm.tag("team")).contains("web");
        assertThat(vm.subAccount().value()).isEqualTo("111");
        Resource disk = resources.get(1);
        assertThat(disk.number("size_gib")).contains(new BigDecimal("100"));
        assertThat(disk.instant("created")).isPresent();
        assertThat(disk.state()).isEqualTo(ResourceState.UNATTACHED);
        Resource azure = resources.get(2);
        assertThat(azure.state()).isEqualTo(ResourceState.STOPPED);
        assertThat(azure.id().value())
                .isEqualTo("/subscriptions/s/resourcegroups/r/providers/microsoft.compute/virtualmachines/a");
        Resource other = resources.get(3);
        assertThat(other.provider()).isEqualTo(Provider.OTHER);
        assertThat(other.type()).isEqualTo(ResourceType.OTHER);
        assertThat(other.state()).isEqualTo(ResourceState.UNKNOWN);
    }

    @Test
    void refusesAResourceThatIsThereTwiceEvenInOtherCase() throws IOException {
        Path file = write("""
                /subscriptions/s/a,azure,,vm,x,,,running,s,,
                /SUBSCRIPTIONS/S/A,azure,,vm,x,,,running,s,,
                """);
        assertThatThrownBy(() -> InventoryFile.read(file))
                .hasMessageContaining("row 3")
                .hasMessageContaining("already in line 2");
    }

    @Test
    void refusesTagsThatAreNoJson() throws IOException {
        Path file = write("i-1,aws,,vm,x,,,running,1,team=web,\n");
        assertThatThrownBy(() -> InventoryFile.read(file))
                .hasMessageContaining("column tags")
                .hasMessageContaining("team=web");
    }

    @Test
    void refusesAMissingAccount() throws IOException {
        Path file = write("i-1,aws,,vm,x,,,running,,,\n");
        assertThatThrownBy(() -> InventoryFile.read(file)).hasMessageContaining("column sub_account_id");
    }

    private Path write(String rows) throws IOException {
        return Files.writeString(folder.resolve("inventory.csv"), HEADER + rows);
    }
}
