// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/annotate_command.h"
#include "query/program/ask_command.h"
#include "query/program/backup_command.h"
#include "query/program/check_command.h"
#include "query/program/command.h"
#include "query/program/compare_command.h"
#include "query/program/diff_command.h"
#include "query/program/export_command.h"
#include "query/program/extract_command.h"
#include "query/program/import_command.h"
#include "query/program/reindex_command.h"
#include "query/program/review_command.h"
#include "query/program/search_command.h"
#include "query/program/serve_command.h"
#include "query/program/synthesise_command.h"
#include "query/program/token_command.h"
#include "query/program/vocabulary_command.h"

#include <array>

namespace ekb::query {

std::span<const Command> commands() {
    static constexpr std::array all{
        Command{"import", "files, folders, archives into the knowledge base and its index", declare_import},
        Command{"extract", "documents and claims of files, as NDJSON, without a knowledge base", declare_extract},
        Command{"annotate", "participants, interventions and outcomes of plain text, as NDJSON", declare_annotate},
        Command{"ask", "trials that answer a question in plain words", declare_ask},
        Command{"compare", "what reports say of an endpoint under an intervention", declare_compare},
        Command{"search", "trials that match a query in the query language", declare_search},
        Command{"export", "the trials that match, in the formats of other programs, with a record of the search", declare_export},
        Command{"synthesise", "pools the comparable claims of the trials that answer a question", declare_synthesise},
        Command{"diff", "what came, went and changed between two snapshots", declare_diff},
        Command{"review", "a person's word on claims and on which documents are one study", declare_review},
        Command{"serve", "the HTTP API and the page, until SIGTERM or SIGINT", declare_serve},
        Command{"reindex", "makes the index anew from the store", declare_reindex},
        Command{"check", "what is wrong with the store, if anything", declare_check},
        Command{"backup", "a copy of the store in a new file", declare_backup},
        Command{"vocabulary", "what a name stands for, and the concepts that were imported", declare_vocabulary},
        Command{"token", "tokens for the HTTP API: given, listed, revoked", declare_token},
    };
    return all;
}

} // namespace ekb::query
