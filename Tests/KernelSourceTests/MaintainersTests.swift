import SourceText
import Testing

@testable import KernelSource

@Suite("MAINTAINERS")
struct MaintainersTests {
    private let file = Maintainers(
        """
        A header of some words
        ======================
        M: not a section's

        NTB CORE
        M:\tJ. <j@example.com>
        L:\tntb@example.com (moderated for non-subscribers)
        T:\tgit git://example.com/ntb.git
        F:\tdrivers/ntb/
        F:\tdrivers/pci/endpoint/functions/pci-epf-*ntb.c
        F:\tinclude/linux/ntb.h
        X:\tdrivers/ntb/hw/apart/

        PCI
        # a remark
        T:\tgit git://example.com/pci.git next
        F:\tdrivers/pci

        TOP ONLY
        F:\tdrivers/*
        F:\t*stars*

        BY NAME
        N:\tdemo(one|two)

        SLOW
        N:\t(a+)+$
        N:\t[unclosed

        THE REST
        T:\tgit git://example.com/all.git
        F:\t*
        F:\t*/

        """)

    private func titles(_ name: String) throws -> [String] {
        file.sections(of: try path(name)).map(\.title)
    }

    @Test("the start of the path, and as many slashes, unless the pattern is a directory")
    func patterns() throws {
        #expect(try titles("drivers/ntb/hw/intel/a.c") == ["NTB CORE"])
        #expect(try titles("drivers/ntb/hw/apart/a.c") == [])
        #expect(try titles("include/linux/ntb.h") == ["NTB CORE"])
        #expect(try titles("include/linux/ntb.hpp") == ["NTB CORE"])
        #expect(try titles("include/linux/ntb.h.d/x") == [])
        #expect(try titles("drivers/Makefile") == ["TOP ONLY"])
        #expect(try titles("drivers/pci/pci.c") == ["PCI"])
        #expect(try titles("kernel/fork.c") == [])
        #expect(try titles("stars") == ["TOP ONLY"])
    }

    @Test("the deepest pattern goes first, an expression last")
    func ranking() throws {
        #expect(
            try titles("drivers/pci/endpoint/functions/pci-epf-vntb.c") == ["NTB CORE", "PCI"])
        #expect(try titles("drivers/pci/demotwo.c") == ["PCI", "BY NAME"])
        #expect(try titles(String(repeating: "a", count: 60) + "!") == [])
    }

    @Test("what a section says")
    func fields() throws {
        let section = try #require(file.sections(of: path("drivers/ntb/a.c")).first)
        #expect(section.trees == ["git://example.com/ntb.git"])
        #expect(section.lists == ["ntb@example.com"])
        #expect(section.maintainers == ["J. <j@example.com>"])
        #expect(
            try file.sections(of: path("drivers/pci/a.c")).first?.trees
                == ["git://example.com/pci.git next"])
    }
}
