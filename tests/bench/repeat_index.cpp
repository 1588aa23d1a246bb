// SPDX-License-Identifier: GPL-3.0-or-later
// Makes an index of many studies out of one of fewer, for measuring searches and for nothing else: the same studies
// again and again, under new numbers. bench_repeat_index KB TIMES OUT; OUT is a folder with an index and no store.
#include "indexer/index_folder.h"

#include <xapian.h>

#include <cstdio>
#include <filesystem>
#include <string>

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fputs("usage: bench_repeat_index KB TIMES OUT\n", stderr);
        return 2;
    }
    const ekb::indexer::IndexFolder from(argv[1]);
    const ekb::indexer::IndexFolder to(argv[3]);
    std::filesystem::create_directories(to.path());
    Xapian::Database all;
    for (int i = std::stoi(argv[2]); i > 0; --i)
        all.add_database(Xapian::Database(from.database(from.current()).string()));
    const std::string name = to.fresh_name();
    all.compact(to.database(name).string(), 0U);
    to.set_current(name);
    std::printf("%u\n", all.get_doccount());
}
