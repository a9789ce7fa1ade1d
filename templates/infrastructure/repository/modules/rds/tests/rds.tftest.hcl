mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }
}

variables {
  name                     = "heal7-test"
  vpc_id                   = "vpc-00000000"
  subnet_ids               = ["subnet-00000001", "subnet-00000002", "subnet-00000003"]
  client_security_group_id = "sg-00000000"
  instance_class           = "db.r6g.xlarge"
  allocated_storage        = 100
  max_allocated_storage    = 1000
  multi_az                 = true
}

run "database" {
  command = plan

  assert {
    condition     = aws_db_instance.this.engine_version == "16" && aws_db_instance.this.storage_encrypted
    error_message = "PostgreSQL 16, encrypted."
  }

  assert {
    condition     = aws_db_instance.this.backup_retention_period == 30 && aws_db_instance.this.backup_window == "03:00-04:00"
    error_message = "Backups at 03:00–04:00, kept for 30 days."
  }

  assert {
    condition     = aws_db_instance.this.monitoring_interval == 60 && aws_db_instance.this.performance_insights_enabled
    error_message = "Enhanced monitoring every 60 s and Performance Insights."
  }

  assert {
    condition     = !aws_db_instance.this.publicly_accessible && aws_db_instance.this.manage_master_user_password
    error_message = "Not on the internet, and nobody types the password."
  }
}

run "cannot_grow" {
  command = plan

  variables {
    max_allocated_storage = 100
  }

  expect_failures = [var.max_allocated_storage]
}
